"""What this room gives the public site: addresses, a button on a course, places left, a link."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.models import Page

from editorial.plugins import Availability, SiteLink
from training.models import CoursePage, Session

from . import availability
from .seats import refuse_capacity


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.applications.urls"))]


@hooks.register("register_page_action")
def offer_to_apply(request: HttpRequest, page: Page) -> str:
    """On a course: apply to the session that its page puts forward, when it takes applications."""
    if not isinstance(page, CoursePage) or page.sheet is None:
        return ""
    line = page.sheet.next
    answer = line.answer if line and line.answer and line.answer.url else None
    told = {"session": line.session if line and answer else None, "availability": answer}
    return render_to_string("crm_applications/public/page_action.html", told, request)


@hooks.register("register_availability")
def register_availability(kind: str, ids: list[int]) -> dict[int, Availability]:
    return availability.availability(kind, ids)


@hooks.register("register_site_links")
def register_site_links() -> list[SiteLink]:
    return [SiteLink("Candidater à une formation", reverse("apply_any"), "footer")]


@hooks.register("register_capacity_check")
def register_capacity_check(row: Model, new: int) -> str:
    """Refuse a session with fewer places than are taken."""
    return refuse_capacity(row, new) if isinstance(row, Session) else ""
