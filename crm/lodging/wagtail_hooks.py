from __future__ import annotations

from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from .admin import UnitViewSet
from .services import end_holds


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.lodging.urls"))]


@hooks.register("register_admin_viewset")
def register_units() -> ViewSet:
    return UnitViewSet()


@hooks.register("register_families_menu_item")
def register_lodging_item() -> MenuItem:
    return GuardedItem(
        "Logement passerelle",
        reverse("crm_lodging"),
        "crm_lodging.view_stay",
        icon_name="home",
        order=52,
    )


@hooks.register("register_scheduled_job")
def free_unconfirmed_nights() -> Job:
    return Job(
        "lodging.holds",
        timedelta(minutes=15),
        end_holds,
        label="Nuits retenues",
        says="Rend les nuits d’un séjour qui n’a pas été confirmé à temps.",
    )
