from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from .breach_deadlines import BreachPanel
from .breach_forgetting import forget_old

READ = "crm_compliance.view_breach"
CHANGE = "crm_compliance.change_breach"


@hooks.register("register_admin_urls")
def register_breach_urls() -> list[URLPattern | URLResolver]:
    return [path("conformite/", include("crm.compliance.breach_urls"))]


@hooks.register("register_admin_menu_item")
def register_incident_item() -> MenuItem:
    """For everybody at the desk: who sees an incident first is seldom the officer."""
    return GuardedItem(
        "Signaler un incident", reverse("crm_incident"), "crm_compliance.add_breach",
        name="incident", icon_name="warning", order=950,
    )  # fmt: skip


@hooks.register("register_protection_menu_item")
def register_breaches_item() -> MenuItem:
    return GuardedItem(
        "Violations de données", reverse("crm_breaches"), READ,
        name="violations", icon_name="warning", order=50,
    )  # fmt: skip


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(CHANGE):
        panels.append(BreachPanel(request))


@hooks.register("register_scheduled_job")
def forget_old_breaches() -> Job:
    return Job(
        "compliance.breaches",
        timedelta(days=1),
        forget_old,
        label="Violations closes",
        says="Efface les textes des violations closes depuis assez d’années.",
    )
