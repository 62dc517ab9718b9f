from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from . import jobs
from .ending import EndingPanel
from .forgotten import PURGE
from .services import forget_again
from .urls import site_urls, urlpatterns
from .views.anonymising import MAY


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("conservation/", include(urlpatterns))]


@hooks.register("after_restore")
def forget_after_a_restore(made_at: datetime) -> list[str]:
    """What was erased since the backup stays erased."""
    return [f"Dossiers effacés depuis la sauvegarde, effacés à nouveau : {forget_again(made_at)}."]


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern]:
    return site_urls


@hooks.register("register_protection_menu_item")
def register_retention_item() -> MenuItem:
    return GuardedItem(
        "Conservation", reverse("crm_retention"), MAY, name="retention", icon_name="lock", order=30
    )


@hooks.register("register_scheduled_job")
def see_to_ends() -> Job:
    return Job(
        "privacy.ends",
        timedelta(days=1),
        jobs.see_to_ends,
        label="Fins de conservation",
        says="Prévient les personnes dont le dossier arrive à son terme et prépare le passage du mois.",
    )


@hooks.register("register_scheduled_job")
def carry_out_runs() -> Job:
    return Job(
        "privacy.runs",
        timedelta(0),
        jobs.carry_out,
        label="Anonymisations signées",
        says="Anonymise les dossiers des passages que le délégué a signés.",
    )


@hooks.register("register_scheduled_job")
def purge_daily() -> Job:
    return Job(
        PURGE,
        timedelta(days=1),
        jobs.purge_daily,
        label="Purge quotidienne",
        says="Efface formulaires, courriers, liens et lignes du journal arrivés à leur terme.",
    )


@hooks.register("construct_homepage_panels")
def tell_what_ends(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(MAY):
        panels.append(EndingPanel(request))
