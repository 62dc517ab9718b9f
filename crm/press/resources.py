from __future__ import annotations

from crm.registers.resources import SafeResource, column, computed

from .models import PressContact


class PressContactResource(SafeResource):
    """The journalists, for a spreadsheet; no address of those who objected."""

    related = ("organisation__outlet",)
    fetched = ("beats",)

    name = column("__str__", "Nom")
    organisation = column("organisation", "Média")
    function = column("function", "Fonction")
    email = computed("Courriel")
    phone = column("phone_words", "Téléphone")
    beats = computed("Rubriques")
    area = column("area", "Secteur")
    language = column("get_language_display", "Langue")
    source = column("source", "D’où vient la fiche")
    last_exchange = column("last_exchange_at", "Dernier échange")
    opted_out = column("opted_out_at", "Ne veut plus rien recevoir depuis")

    class Meta:
        model = PressContact
        fields = (
            "name", "organisation", "function", "email", "phone", "beats", "area", "language",
            "source", "last_exchange", "opted_out",
        )  # fmt: skip

    def dehydrate_email(self, row: PressContact) -> str:
        """Empty for those who objected: a file that leaves must not undo what they asked for."""
        return "" if row.opted_out_at else row.email

    def dehydrate_beats(self, row: PressContact) -> list[str]:
        return [str(beat) for beat in row.beats.all()]
