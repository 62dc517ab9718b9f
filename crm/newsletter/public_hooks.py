"""What this room gives the public site: the ways to receive the newsletter."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.models import Page

from editorial.plugins import SiteLink
from newsletter.models import IssuePage, NewsletterIndexPage


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.newsletter.public_urls"))]


@hooks.register("register_page_action")
def offer_the_newsletter(request: HttpRequest, page: Page) -> str:
    """On the archive and at the end of each issue."""
    if not isinstance(page, (IssuePage, NewsletterIndexPage)):
        return ""
    template = "crm_newsletter/public/action.html"
    return render_to_string(template, {"on_issue": isinstance(page, IssuePage)}, request)


@hooks.register("register_page_block")
def footer_form(request: HttpRequest, name: str, page: Page | None) -> str:
    """At the foot of every page but those of the subscription itself; a link alone where there is another form."""
    if name != "footer" or request.path.startswith(reverse("newsletter_subscribe")):
        return ""
    told = {"alone": not hasattr(request, "page_served")}
    return render_to_string("crm_newsletter/public/footer.html", told, request)


@hooks.register("register_site_links")
def register_site_links() -> list[SiteLink]:
    return [SiteLink("Recevoir la lettre", reverse("newsletter_subscribe"), "map")]
