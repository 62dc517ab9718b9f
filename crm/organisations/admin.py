from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from crm.people.names import name_key
from crm.registers.register import Register

from .models import Organisation


class OrganisationRegister(Register):
    model = Organisation
    menu_label = "Organisations"
    menu_icon = "site"
    menu_order = 26
    base_url_path = "registres/organisations"
    list_display = ["sheet", "kind", "commune", "linked"]
    list_filter = ["kind"]
    list_select_related = ["commune"]
    search_fields = ["name_key"]
    ordering = ["name_key"]
    inspect_view_fields = ["name", "kind", "phone", "email", "web", "commune", "created_at"]

    def fold(self, text: str) -> str:
        return name_key(text)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return super().get_queryset(request).with_people()

    def sheet(self, row: Organisation) -> str:
        return format_html('<a href="{}">{}</a>', reverse("crm_organisation", args=[row.pk]), row)

    sheet.short_description = "organisation"  # type: ignore[attr-defined]
    sheet.admin_order_field = "name_key"  # type: ignore[attr-defined]

    def linked(self, row: Any) -> int:
        return int(row.people)

    linked.short_description = "personnes liées"  # type: ignore[attr-defined]
    linked.admin_order_field = "people"  # type: ignore[attr-defined]
