"""What this room gives the public site: the page « Vos données », and the ways to it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.models import Page

from editorial.models import LegalPage, LegalSubject
from editorial.plugins import SiteLink


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.datarights.urls"))]


@hooks.register("register_site_links")
def register_site_links() -> list[SiteLink]:
    return [SiteLink("Vos données", reverse("your_data"), "footer")]


@hooks.register("register_page_action")
def offer_the_rights(request: HttpRequest, page: Page) -> str:
    """On the page that says what is done with personal data."""
    if not isinstance(page, LegalPage) or page.subject != LegalSubject.PRIVACY:
        return ""
    return render_to_string("crm_datarights/public/action.html", {}, request)
