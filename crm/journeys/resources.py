from crm.registers.resources import SafeResource, column

from .models import Journey


class JourneyResource(SafeResource):
    """Where each journey stands: no project, no note."""

    file_number = column("person__file_number", "N° de dossier")
    person = column("person", "Personne")
    track = column("get_track_display", "Parcours")
    stage = column("get_stage_display", "Étape")
    stage_entered_at = column("stage_entered_at", "À cette étape depuis")
    origin = column("get_origin_display", "Origine")
    source = column("source", "Venue par")
    owner = column("owner__get_full_name", "Référent")
    opened_at = column("opened_at", "Ouvert le")
    closed_at = column("closed_at", "Clos le")
    close_reason = column("get_close_reason_display", "Motif de clôture")

    related = ("person", "source", "owner")

    class Meta:
        model = Journey
        fields = (
            "file_number",
            "person",
            "track",
            "stage",
            "stage_entered_at",
            "origin",
            "source",
            "owner",
            "opened_at",
            "closed_at",
            "close_reason",
        )
