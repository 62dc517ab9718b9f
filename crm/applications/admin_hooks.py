"""What the desk of applications adds to Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.journeys.menu import GuardedItem


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.applications.desk_urls"))]


@hooks.register("register_families_menu_item")
def register_applications_item() -> MenuItem:
    return GuardedItem(
        "Candidatures",
        reverse("crm_applications"),
        "crm_applications.view_application",
        icon_name="form",
        order=40,
    )


@hooks.register("register_families_menu_item")
def register_rosters_item() -> MenuItem:
    return GuardedItem(
        "Sessions et présences",
        reverse("crm_rosters"),
        "crm_applications.view_roster",
        icon_name="date",
        order=50,
    )
