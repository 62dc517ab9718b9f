"""What this room gives the public site: two forms, and the ways to them."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.models import Page

from editorial.plugins import SiteLink
from home.models import SettlePage
from telecentre.models import TelecentrePage
from training.models import CatalogueIndexPage, CoursePage

# Where a call helps, and the subject that its form has chosen already.
CALLS: dict[type[Page], str] = {
    SettlePage: "installation",
    CoursePage: "formation",
    CatalogueIndexPage: "formation",
    TelecentrePage: "telecentre",
}


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.welcome.urls"))]


@hooks.register("register_page_action")
def offer_to_talk(request: HttpRequest, page: Page) -> str:
    """Where one hesitates, a call about the subject of the page."""
    subject = CALLS.get(type(page))
    if subject is None:
        return ""
    return render_to_string("crm_welcome/public/call_action.html", {"subject": subject}, request)


@hooks.register("register_page_block")
def both_forms(request: HttpRequest, name: str, page: Page | None) -> str:
    """On the contact page, both ways to reach us."""
    if name != "contact":
        return ""
    return render_to_string("crm_welcome/public/contact_block.html", {}, request)


@hooks.register("register_site_links")
def register_site_links() -> list[SiteLink]:
    return [
        SiteLink("Nous écrire", reverse("write_to_us"), "footer"),
        SiteLink("Être rappelé", reverse("call_me_back"), "footer"),
    ]
