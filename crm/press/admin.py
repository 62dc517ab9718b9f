from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html

from crm.registers.register import Register

from .models import PressContact
from .resources import PressContactResource


class PressContactRegister(Register):
    model = PressContact
    menu_label = "Contacts de presse"
    menu_icon = "openquote"
    menu_order = 28
    base_url_path = "registres/journalistes"
    list_display = ["sheet", "organisation", "function", "last_exchange_at"]
    list_filter = ["beats", "respects_embargo"]
    list_select_related = ["organisation"]
    search_fields = ["name_key", "email_key"]
    ordering = ["name_key"]
    inspect_view_fields = [
        "organisation", "function", "area", "language", "source", "created_at",
        "last_exchange_at", "opted_out_at",
    ]  # fmt: skip
    resource_class = PressContactResource

    def sheet(self, row: PressContact) -> str:
        url = reverse("crm_press_contact", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, row)

    sheet.short_description = "contact"  # type: ignore[attr-defined]
    sheet.admin_order_field = "name_key"  # type: ignore[attr-defined]
