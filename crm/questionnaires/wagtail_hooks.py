from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job
from training.models import CoursePage

from .results import rates_of
from .services import tend


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.questionnaires.urls"))]


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.questionnaires.public_urls"))]


@hooks.register("register_families_menu_item")
def register_questionnaires_item() -> MenuItem:
    return GuardedItem(
        "Questionnaires",
        reverse("crm_questionnaires"),
        "crm_questionnaires.read_results",
        icon_name="help",
        order=55,
    )


@hooks.register("register_scheduled_job")
def send_questionnaires() -> Job:
    return Job(
        "questionnaires.tend",
        timedelta(hours=1),
        tend,
        label="Questionnaires de formation",
        says="Envoie, rappelle et clôt les questionnaires de formation.",
    )


@hooks.register("register_page_block")
def published_rates(request: HttpRequest, name: str, page: Page | None) -> str:
    """On a course: what those who followed it say of it, with their number."""
    if name != "course_results" or not isinstance(page, CoursePage) or page.course is None:
        return ""
    told = rates_of(page.course, timezone.localdate())
    if not told.rates:
        return ""
    return render_to_string("crm_questionnaires/public/rates.html", {"told": told}, request)
