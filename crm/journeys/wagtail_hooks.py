from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.viewsets.base import ViewSet
from wagtail_modeladmin.options import modeladmin_register

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from . import digest
from .admin import JourneyRegister
from .file_panels import user_of
from .home_panel import DayPanel
from .menu import PeopleSearch, families_item
from .settings_admin import RouteViewSet, TemplateViewSet
from .urls import public_urlpatterns

modeladmin_register(JourneyRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.journeys.urls"))]


@hooks.register("register_admin_viewset")
def register_settings() -> list[ViewSet]:
    return [RouteViewSet(), TemplateViewSet()]


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include(public_urlpatterns))]


@hooks.register("register_scheduled_job")
def write_mornings() -> Job:
    return Job(
        "journeys.mornings",
        digest.EVERY,
        digest.write_due,
        label="Courriels du matin",
        says="Écrit à chaque conseiller ce qui l’attend, chaque matin ouvré.",
    )


@hooks.register("register_admin_menu_item")
def register_families_menu() -> MenuItem:
    return families_item()


@hooks.register("register_admin_search_area")
def search_people() -> SearchArea:
    return PeopleSearch("Personnes", reverse("crm_search"), icon_name="user", order=10)


READ, JOURNEYS = "crm_people.read_file", "crm_journeys.view_journey"


@hooks.register("register_families_menu_item")
def day_item() -> MenuItem:
    return GuardedItem(
        "Ma journée", reverse("crm_day"), JOURNEYS, icon_name="calendar-alt", order=10
    )


@hooks.register("register_families_menu_item")
def first_contact_item() -> MenuItem:
    return GuardedItem(
        "Premier contact", reverse("crm_first_contact"), "crm_people.add_person",
        icon_name="plus-inverse", order=20,
    )  # fmt: skip


@hooks.register("register_families_menu_item")
def board_item() -> MenuItem:
    return GuardedItem("Parcours", reverse("crm_board"), JOURNEYS, icon_name="grid", order=30)


@hooks.register("register_families_menu_item")
def list_item() -> MenuItem:
    return GuardedItem(
        "Parcours en liste", reverse("crm_journeys"), JOURNEYS, icon_name="list-ul", order=40
    )


@hooks.register("register_families_menu_item")
def relay_item() -> MenuItem:
    return GuardedItem(
        "Passer le relais", reverse("crm_relay"), "crm_journeys.change_journey",
        icon_name="rotate", order=90,
    )  # fmt: skip


@hooks.register("register_families_menu_item")
def search_item() -> MenuItem:
    return GuardedItem("Personnes", reverse("crm_search"), READ, icon_name="search", order=50)


@hooks.register("register_families_menu_item")
def duplicates_item() -> MenuItem:
    return GuardedItem(
        "Doublons", reverse("crm_duplicates"), "crm_people.merge_person",
        icon_name="copy", order=60,
    )  # fmt: skip


def load_item() -> MenuItem:
    return GuardedItem(
        "Charge de l’équipe", reverse("crm_load"), "crm_journeys.view_load",
        icon_name="table", order=45,
    )  # fmt: skip


@hooks.register("register_help_menu_item")
def guide_item() -> MenuItem:
    return GuardedItem("Guide de l’accueil", reverse("crm_guide"), READ, icon_name="help", order=2)


@hooks.register("construct_homepage_panels")
def offer_the_day(request: HttpRequest, panels: list[Any]) -> None:
    if user_of(request).has_perms([READ, JOURNEYS]):
        panels.append(DayPanel(request))
