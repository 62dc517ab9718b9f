from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from .admin import ActivityRegister, PlanRegister, SettlementRegister
from .jobs import follow_plans
from .minors import forget_minors
from .urls import site_urls

modeladmin_register(ActivityRegister)
modeladmin_register(PlanRegister)
modeladmin_register(SettlementRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.support.urls"))]


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern]:
    return site_urls


@hooks.register("register_families_menu_item")
def register_plans_item() -> MenuItem:
    return GuardedItem(
        "Accompagnements", reverse("crm_plans"), "crm_support.view_supportplan",
        icon_name="calendar-check", order=45,
    )  # fmt: skip


@hooks.register("register_scheduled_job")
def follow_the_plans() -> Job:
    return Job(
        "support.plans",
        timedelta(days=1),
        follow_plans,
        label="Accompagnements",
        says="Suit les pauses, termine les plans à leur date, pose les jalons, suit les activités créées.",
    )


@hooks.register("register_scheduled_job")
def forget_the_children() -> Job:
    return Job(
        "support.minors",
        timedelta(days=1),
        forget_minors,
        label="Enfants des foyers",
        says="Efface l’année de naissance et la classe des enfants, à leur terme.",
    )


@hooks.register("register_families_menu_item")
def register_settlements_item() -> MenuItem:
    return GuardedItem(
        "Installations par commune", reverse("crm_settlements"), "crm_support.export_settlement",
        icon_name="site", order=75,
    )  # fmt: skip
