from crm.registers.resources import SafeResource, column

from .models import Presence


class PresenceResource(SafeResource):
    file_number = column("person__file_number", "N° de dossier")
    person = column("person", "Personne")
    site = column("site__name", "Site")
    date = column("date", "Jour")
    half = column("get_half_display", "Demi-journée")
    source = column("get_source_display", "Notée par")

    related = ("person", "site")

    class Meta:
        model = Presence
        fields = ("file_number", "person", "site", "date", "half", "source")
