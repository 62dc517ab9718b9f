"""What this room adds to Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.selection.urls"))]


@hooks.register("register_families_menu_item")
def register_selection_item() -> MenuItem:
    return GuardedItem(
        "Sélection",
        reverse("crm_selection"),
        "crm_selection.view_proposal",
        icon_name="clipboard-list",
        order=45,
    )
