from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("origines/", include("crm.attribution.urls"))]


@hooks.register("register_communication_menu_item")
def register_origins_item() -> MenuItem:
    return GuardedItem(
        "Ce qui les amène", reverse("crm_origins"), "crm_journeys.view_origins",
        icon_name="crosshairs", order=90,
    )  # fmt: skip
