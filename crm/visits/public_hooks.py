"""What visits give the public site: the discovery days, and the way to the next one."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from editorial.plugins import SiteLink
from home.models import SettlePage

from .models import DiscoveryDay


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.visits.public_urls"))]


@hooks.register("register_page_action")
def offer_to_discover(request: HttpRequest, page: Page) -> str:
    """On « S’installer », the next discovery day that still takes families."""
    if not isinstance(page, SettlePage):
        return ""
    open_days = DiscoveryDay.objects.open_on(timezone.localdate()).with_seats()
    day = open_days.filter(left__gt=0).first()
    if day is None:
        return ""
    return render_to_string("crm_visits/public/page_action.html", {"day": day}, request)


@hooks.register("register_site_links")
def register_site_links() -> list[SiteLink]:
    return [SiteLink("Journées découverte", reverse("discovery_days"), "footer")]
