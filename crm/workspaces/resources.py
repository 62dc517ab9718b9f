from crm.registers.resources import SafeResource, column

from .models import Booking, Presence


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


class BookingResource(SafeResource):
    file_number = column("person__file_number", "N° de dossier")
    person = column("person", "Personne")
    site = column("space__site__name", "Site")
    space = column("space", "Espace")
    product = column("get_product_display", "Formule")
    starts_on = column("starts_on", "Premier jour")
    ends_on = column("ends_on", "Dernier jour")
    state = column("get_state_display", "État")
    source = column("get_source_display", "Faite par")
    price_cents = column("price_cents", "Prix annoncé, en centimes")

    related = ("person", "space__site")

    class Meta:
        model = Booking
        fields = (
            "file_number", "person", "site", "space", "product", "starts_on", "ends_on", "state",
            "source", "price_cents",
        )  # fmt: skip
