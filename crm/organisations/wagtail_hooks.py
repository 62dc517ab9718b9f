from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from crm.registers.menus import GuardedItem

from .admin import OrganisationRegister

modeladmin_register(OrganisationRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.organisations.urls"))]


@hooks.register("register_families_menu_item")
def register_organisations() -> MenuItem:
    return GuardedItem(
        "Organisations",
        reverse("crm_organisations"),
        "crm_organisations.view_organisation",
        icon_name="site",
        order=60,
    )
