from crm.registers.resources import SafeResource, column

from .models import Application, Enrolment


class ApplicationResource(SafeResource):
    """Applications and their outcome: no project, no need, no reason."""

    file_number = column("person__file_number", "N° de dossier")
    person = column("person", "Personne")
    session = column("session", "Session")
    state = column("get_state_display", "État")
    submitted_at = column("submitted_at", "Envoyée le")
    decided_at = column("decided_at", "Décidée le")
    origin = column("get_origin_display", "Origine")
    status = column("get_status_at_entry_display", "Situation à l’envoi")

    related = ("person", "session__course")

    class Meta:
        model = Application
        fields = (
            "file_number",
            "person",
            "session",
            "state",
            "submitted_at",
            "decided_at",
            "origin",
            "status",
        )


class EnrolmentResource(SafeResource):
    file_number = column("application__person__file_number", "N° de dossier")
    person = column("application__person", "Personne")
    session = column("roster__session", "Session")
    seat = column("seat__number", "Place")
    state = column("get_state_display", "État")
    offered_at = column("offered_at", "Proposée le")
    confirmed_at = column("confirmed_at", "Confirmée le")
    ended_on = column("ended_on", "Sortie le")

    related = ("application__person", "roster__session__course", "seat")

    class Meta:
        model = Enrolment
        fields = (
            "file_number",
            "person",
            "session",
            "seat",
            "state",
            "offered_at",
            "confirmed_at",
            "ended_on",
        )
