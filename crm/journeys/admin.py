from crm.registers.register import Register

from .models import Journey
from .resources import JourneyResource


class JourneyRegister(Register):
    model = Journey
    menu_label = "Parcours"
    menu_icon = "arrow-right"
    menu_order = 30
    base_url_path = "registres/parcours"
    list_display = ["person", "track", "stage", "stage_entered_at", "origin", "owner"]
    list_filter = ["track", "stage", "origin", "owner"]
    list_select_related = ["person", "owner"]
    searches_people = True
    inspect_view_fields = [
        "person", "track", "stage", "stage_entered_at", "origin", "source", "owner",
        "opened_at", "closed_at", "close_reason",
    ]  # fmt: skip
    resource_class = JourneyResource
    person_path = "person_id"
