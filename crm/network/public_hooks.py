"""What this room gives the public site: the directory, and the way to it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from editorial.plugins import SiteLink

from .models import Card

FEW = 3


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.network.public_urls"))]


@hooks.register("register_page_block")
def who_works_here(request: HttpRequest, name: str, page: Page | None) -> str:
    """On the page of the télécentre, the latest cards and the way to the others."""
    if name != "telecentre_network":
        return ""
    public = Card.objects.public(timezone.localdate()).select_related("person", "commune")
    cards = list(public.order_by("-published_at", "pk")[:FEW])
    if not cards:
        return ""
    return render_to_string("crm_network/public/block.html", {"cards": cards}, request)


@hooks.register("register_site_links")
def register_site_links() -> list[SiteLink]:
    return [SiteLink("Annuaire des télétravailleurs", reverse("directory"), "footer")]
