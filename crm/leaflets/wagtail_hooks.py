from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from crm.registers.menus import GuardedItem

from . import origins
from .urls import public_urlpatterns


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("depliants/", include("crm.leaflets.urls"))]


@hooks.register("register_communication_menu_item")
def register_leaflets_item() -> MenuItem:
    return GuardedItem(
        "Dépliants", reverse("crm_leaflets"), "crm_leaflets.view_leafletbatch",
        icon_name="doc-full-inverse", order=60,
    )  # fmt: skip


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include(public_urlpatterns))]


@hooks.register("register_page_block")
def carry_the_code(request: HttpRequest, name: str, page: Page | None) -> str:
    """A page that was asked with a code: its links to the site carry it, with a script that keeps nothing."""
    if name != "head" or not origins.read(request):
        return ""
    return render_to_string("crm_leaflets/public/head.html", {}, request)
