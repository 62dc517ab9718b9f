from crm.registers.register import Register

from .models import Booking, Presence
from .resources import BookingResource, PresenceResource


class PresenceRegister(Register):
    model = Presence
    menu_label = "Présences au télécentre"
    menu_icon = "desktop"
    menu_order = 90
    base_url_path = "registres/presences"
    list_display = ["person", "date", "half", "site", "source"]
    list_filter = ["site", "half", "source"]
    list_select_related = ["person", "site"]
    searches_people = True
    inspect_view_fields = ["person", "date", "half", "site", "source"]
    resource_class = PresenceResource
    person_path = "person_id"


class BookingRegister(Register):
    model = Booking
    menu_label = "Réservations du télécentre"
    menu_icon = "calendar-check"
    menu_order = 92
    base_url_path = "registres/reservations"
    list_display = ["person", "space", "product", "starts_on", "ends_on", "state"]
    list_filter = ["state", "product", "source", "space__site"]
    list_select_related = ["person", "space"]
    searches_people = True
    inspect_view_fields = [
        "person", "space", "product", "starts_on", "ends_on", "state", "source", "requested_at",
        "confirmed_at", "cancelled_on", "cancel_reason", "by",
    ]  # fmt: skip
    resource_class = BookingResource
    person_path = "person_id"
