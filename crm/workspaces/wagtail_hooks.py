from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from crm.registers.access import agent
from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from . import office_hooks  # noqa: F401
from .admin import BookingRegister, PresenceRegister
from .bookings.nightly import see_to_bookings
from .home_panel import TelecentrePanel

modeladmin_register(PresenceRegister)
modeladmin_register(BookingRegister)


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


@hooks.register("register_families_menu_item")
def register_planning_item() -> MenuItem:
    return GuardedItem(
        "Planning du télécentre",
        reverse("crm_planning"),
        "crm_workspaces.view_booking",
        icon_name="calendar-alt",
        order=58,
    )


@hooks.register("register_scheduled_job")
def settle_bookings() -> Job:
    return Job(
        "workspaces.bookings",
        timedelta(days=1),
        see_to_bookings,
        label="Réservations du télécentre",
        says="Clôt les réservations passées et tient leurs présences à jour.",
    )


@hooks.register("construct_homepage_panels")
def tell_the_telecentre_day(request: HttpRequest, panels: list[Any]) -> None:
    if agent(request).has_perm("crm_workspaces.change_booking"):
        panels.append(TelecentrePanel(request))
