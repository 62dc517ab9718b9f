from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from crm.journeys.menu import GuardedItem

from .admin import ActivityRegister, PlanRegister, SettlementRegister

modeladmin_register(ActivityRegister)
modeladmin_register(PlanRegister)
modeladmin_register(SettlementRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.support.urls"))]


@hooks.register("register_families_menu_item")
def register_settlements_item() -> MenuItem:
    return GuardedItem(
        "Installations par commune", reverse("crm_settlements"), "crm_support.export_settlement",
        icon_name="site", order=75,
    )  # fmt: skip
