"""What the desk of messages adds to Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.welcome.desk_urls"))]


@hooks.register("register_families_menu_item")
def register_messages_item() -> MenuItem:
    return GuardedItem(
        "Messages",
        reverse("crm_messages"),
        "crm_welcome.view_contactrequest",
        icon_name="mail",
        order=15,
    )
