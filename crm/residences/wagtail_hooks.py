"""What this room gives Wagtail's admin and the public site."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job
from home.models import SettlePage

from . import jobs

OFTEN = timedelta(minutes=5)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("residences/", include("crm.residences.desk_urls"))]


@hooks.register("register_families_menu_item")
def register_residences_item() -> MenuItem:
    return GuardedItem(
        "Résidences",
        reverse("crm_residences"),
        "crm_residences.view_residence",
        icon_name="home",
        order=45,
    )


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.residences.urls"))]


@hooks.register("register_page_action")
def offer_to_try(request: HttpRequest, page: Page) -> str:
    """On « s’installer », the way to come and try before deciding."""
    if not isinstance(page, SettlePage):
        return ""
    return render_to_string("crm_residences/public/action.html", {}, request)


@hooks.register("register_scheduled_job")
def follow_residences() -> Job:
    return Job(
        "residences.calendar",
        OFTEN,
        jobs.see_to_residences,
        label="Calendrier des résidences",
        says="Ouvre et termine les résidences à leur date, et les offres sans réponse.",
    )


@hooks.register("register_scheduled_job")
def forget_files() -> Job:
    return Job(
        "residences.files",
        timedelta(days=1),
        jobs.forget_lost_files,
        label="Fichiers de résidence abandonnés",
        says="Supprime les fichiers qu’aucune convention ne nomme.",
    )
