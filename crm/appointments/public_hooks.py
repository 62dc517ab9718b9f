"""What this room gives the public site: the booking of appointments, and the ways to it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.models import Page

from editorial.changes import kept
from editorial.plugins import SiteLink
from editorial.scheduling import Job
from home.models import SettlePage
from telecentre.models import TelecentrePage
from training.models import CatalogueIndexPage, CoursePage

from . import reminders
from .models import Reason

# Where one hesitates, beside « être rappelé ».
PAGES = (SettlePage, CoursePage, CatalogueIndexPage, TelecentrePage)


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.appointments.urls"))]


def something_to_book() -> bool:
    return kept("something-to-book", [Reason._meta.db_table], Reason.objects.public().exists)


@hooks.register("register_page_action")
def offer_to_meet(request: HttpRequest, page: Page) -> str:
    """Only where something may be booked: a button that leads nowhere is worse than none."""
    if not isinstance(page, PAGES) or not something_to_book():
        return ""
    return render_to_string("crm_appointments/public/page_action.html", {}, request)


@hooks.register("register_page_block")
def offer_an_hour(request: HttpRequest, name: str, page: Page | None) -> str:
    """On the contact page, after the ways to write and to be called."""
    if name != "contact" or not something_to_book():
        return ""
    return render_to_string("crm_appointments/public/contact_block.html", {}, request)


@hooks.register("register_site_links")
def register_site_links() -> list[SiteLink]:
    return [SiteLink("Prendre rendez-vous", reverse("book"), "footer")]


@hooks.register("register_scheduled_job")
def remind() -> Job:
    return Job(
        "appointments.reminders",
        reminders.EVERY,
        reminders.send_due,
        label="Rappels de rendez-vous",
        says="Rappelle les rendez-vous qui viennent et les invitations restées sans réponse.",
    )
