"""What this room gives the public site: addresses, places left, a way back to one's registration."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from editorial.plugins import Availability, SiteLink
from forum.models import Edition, EditionPage, Slot

from . import availability
from .capacity import refuse_edition, refuse_slot


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.registrations.public_urls"))]


@hooks.register("register_page_action")
def offer_to_come_back(request: HttpRequest, page: Page) -> str:
    """On an edition to come: the way back to a registration. Its button to register is its availability's."""
    if not isinstance(page, EditionPage) or page.edition is None:
        return ""
    if page.edition.ends_on < timezone.localdate() or page.edition.registration_opens_on is None:
        return ""
    return render_to_string("crm_registrations/public/page_action.html", {}, request)


@hooks.register("register_availability")
def register_availability(kind: str, ids: list[int]) -> dict[int, Availability]:
    return availability.availability(kind, ids)


@hooks.register("register_site_links")
def register_site_links() -> list[SiteLink]:
    return [SiteLink("Retrouver mon inscription au Forum", reverse("forum_lost_link"), "map")]


@hooks.register("register_capacity_check")
def register_capacity_check(row: Model, new: int) -> str:
    if isinstance(row, Edition):
        return refuse_edition(row, new)
    return refuse_slot(row, new) if isinstance(row, Slot) else ""
