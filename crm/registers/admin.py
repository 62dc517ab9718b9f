from typing import Any

from django.http import HttpRequest

from crm.journal.models import Entry

from .entries import EntryResource
from .register import Register


class EntryRegister(Register):
    """The journal, for the data protection officer."""

    model = Entry
    menu_label = "Journal"
    menu_icon = "history"
    menu_order = 130
    base_url_path = "registres/journal"
    list_display = ["at", "actor", "action", "object_type", "object_id", "person_number"]
    list_filter = ["action", "actor"]
    sorted_by = ["at"]
    list_select_related = ["actor", "person"]
    searches_people = True
    inspect_view_fields = [
        "at", "actor", "action", "object_type", "object_id", "before", "after", "reason", "fields",
    ]  # fmt: skip
    history_view_enabled = False
    resource_class = EntryResource

    def get_extra_search_kwargs(self, request: HttpRequest, search_term: str) -> dict[str, Any]:
        """Lines about somebody: opening one of them is not opening their file."""
        return super().get_extra_search_kwargs(request, search_term) | {"path": "person_id"}

    def person_number(self, entry: Entry) -> str:
        return entry.person.file_number if entry.person else ""

    person_number.short_description = "n° de dossier"  # type: ignore[attr-defined]
