from crm.registers.resources import SafeResource, column

from .models import Person


class PersonResource(SafeResource):
    """Who is followed: no note, no need, no contact point."""

    file_number = column("file_number", "N° de dossier")
    last_name = column("last_name", "Nom")
    first_name = column("first_name", "Prénom")
    birth_year = column("birth_year", "Année de naissance")
    commune = column("commune__name", "Commune")
    country = column("country", "Pays")
    status = column("get_professional_status_display", "Situation")
    trade = column("trade", "Métier")
    created_at = column("created_at", "Dossier ouvert le")

    class Meta:
        model = Person
        fields = (
            "file_number",
            "last_name",
            "first_name",
            "birth_year",
            "commune",
            "country",
            "status",
            "trade",
            "created_at",
        )
