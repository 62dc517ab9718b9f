from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from crm.journeys.menu import GuardedItem

from .admin import PresenceRegister

modeladmin_register(PresenceRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.workspaces.urls"))]


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.workspaces.public_urls"))]


@hooks.register("register_families_menu_item")
def register_presences_item() -> MenuItem:
    return GuardedItem(
        "Présences au télécentre",
        reverse("crm_presences"),
        "crm_workspaces.add_presence",
        icon_name="desktop",
        order=60,
    )
