from crm.people.names import name_key
from crm.registers.register import Register

from .models import Presence
from .resources import PresenceResource


class PresenceRegister(Register):
    model = Presence
    menu_label = "Présences au télécentre"
    menu_icon = "desktop"
    menu_order = 90
    base_url_path = "registres/presences"
    list_display = ["person", "date", "half", "site", "source"]
    list_filter = ["site", "half", "source"]
    list_select_related = ["person", "site"]
    search_fields = ["person__name_key", "person__file_number"]
    inspect_view_fields = ["person", "date", "half", "site", "source"]
    resource_class = PresenceResource
    person_path = "person_id"

    def fold(self, text: str) -> str:
        return name_key(text)
