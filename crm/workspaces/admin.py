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
    searches_people = True
    inspect_view_fields = ["person", "date", "half", "site", "source"]
    resource_class = PresenceResource
    person_path = "person_id"
