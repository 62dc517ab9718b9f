from crm.registers.register import Register

from .models import Need


class NeedRegister(Register):
    model = Need
    menu_label = "Besoins"
    menu_icon = "list-ul"
    menu_order = 24
    base_url_path = "registres/besoins"
    list_display = ["household", "kind", "for_whom", "state", "due_on", "owner"]
    list_filter = ["kind", "state", "owner"]
    list_select_related = ["household", "member__person", "owner"]
    search_fields = ["household__label"]
    ordering = ["due_on", "since"]
    inspect_view_fields = [
        "household", "kind", "member", "text", "since", "due_on", "owner", "state", "closed_on",
        "reason",
    ]  # fmt: skip
    person_path = "about_person"

    def for_whom(self, need: Need) -> str:
        return need.for_whom

    for_whom.short_description = "pour"  # type: ignore[attr-defined]
