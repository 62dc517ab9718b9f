"""What the desk of applications adds to Wagtail's admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.access import agent
from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from .attendance.corrections import seal
from .attendance.scans import forget_scans
from .calendar.whose import EVERY
from .home_panel import TeachingPanel


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


class TrainerItem(GuardedItem):
    """Shown to those who open their own sessions alone; others have every session in their menu."""

    def is_shown(self, request: HttpRequest) -> bool:
        return super().is_shown(request) and not agent(request).has_perm(EVERY)


@hooks.register("register_families_menu_item")
def register_trainer_item() -> MenuItem:
    return TrainerItem(
        "Mes formations",
        reverse("crm_trainer_space"),
        "crm_applications.add_attendance",
        icon_name="calendar-check",
        order=5,
    )


@hooks.register("construct_homepage_panels")
def offer_the_sessions(request: HttpRequest, panels: list[Any]) -> None:
    """A trainer finds their half-days on the first page."""
    user = agent(request)
    if user.has_perm("crm_applications.add_attendance") and not user.has_perm(EVERY):
        panels.append(TeachingPanel(request))


@hooks.register("register_scheduled_job")
def close_attendances() -> Job:
    return Job(
        "applications.attendance-closed",
        timedelta(hours=1),
        seal,
        label="Présences closes",
        says="Ferme les présences notées depuis assez longtemps\N{NO-BREAK SPACE}: elles ne changent plus.",
    )


@hooks.register("register_scheduled_job")
def forget_old_sheets() -> Job:
    return Job(
        "applications.sheets-forgotten",
        timedelta(days=1),
        forget_scans,
        label="Feuilles numérisées",
        says="Supprime les feuilles d’émargement numérisées, à leur terme.",
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
