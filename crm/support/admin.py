from django.contrib.admin.filters import RelatedOnlyFieldListFilter

from crm.registers.register import Register

from .models import ActivityCreation, Settlement, SupportPlan
from .resources import ActivityResource, PlanResource, SettlementResource


class ActivityRegister(Register):
    model = ActivityCreation
    menu_label = "Activités"
    menu_icon = "pick"
    menu_order = 60
    base_url_path = "registres/activites"
    list_display = ["person", "kind", "trade", "commune", "started_on"]
    list_filter = ["kind", "telework"]
    list_select_related = ["person", "commune"]
    searches_people = True
    inspect_view_fields = [
        "person", "kind", "trade", "legal_form", "siret", "commune", "started_on", "ceased_on",
    ]  # fmt: skip
    resource_class = ActivityResource
    person_path = "person_id"


class SettlementRegister(Register):
    model = Settlement
    menu_label = "Installations"
    menu_icon = "site"
    menu_order = 70
    base_url_path = "registres/installations"
    list_display = ["household", "commune", "state", "move_in_on", "adults", "children"]
    list_filter = ["state", "dwelling", ("commune", RelatedOnlyFieldListFilter)]
    list_select_related = ["household", "commune"]
    search_fields = ["household__label", "commune__name"]
    inspect_view_fields = [
        "household", "commune", "origin_commune", "state", "move_in_on", "dwelling",
        "adults", "children", "children_schooled", "departed_on",
    ]  # fmt: skip
    resource_class = SettlementResource


class PlanRegister(Register):
    model = SupportPlan
    menu_label = "Accompagnements"
    menu_icon = "calendar-check"
    menu_order = 80
    base_url_path = "registres/accompagnements"
    list_display = ["person", "basis", "state", "starts_on", "ends_on", "referent"]
    list_filter = ["state", "basis"]
    list_select_related = ["person", "referent"]
    searches_people = True
    inspect_view_fields = ["person", "basis", "state", "starts_on", "ends_on", "referent"]
    resource_class = PlanResource
    person_path = "person_id"
