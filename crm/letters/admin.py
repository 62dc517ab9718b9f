from django.db.models import QuerySet
from django.http import HttpRequest

from crm.registers.register import Register

from .models import Letter


class LetterRegister(Register):
    """What left, what waits, what nobody is sure of. The text itself is in the person's file."""

    model = Letter
    menu_label = "Courriers"
    menu_icon = "mail"
    menu_order = 100
    base_url_path = "registres/courriers"
    list_display = ["subject", "person", "state", "written_at", "sent_at", "attempts"]
    list_filter = ["state", "kind"]
    list_select_related = ["person"]
    search_fields = ["subject"]
    inspect_view_fields = [
        "subject",
        "state",
        "written_at",
        "sent_at",
        "attempts",
        "last_error",
        "withheld_because",
    ]
    inspect_template_name = "crm_letters/inspect.html"
    person_path = "person_id"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        return super().get_queryset(request).defer("body", "html")
