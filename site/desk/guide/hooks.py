from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from desk.guide.views import guide

# What Wagtail offers there leads to another site, in English.
ELSEWHERE = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("register_admin_urls")
def register_guide() -> list[URLPattern]:
    return [path("aide/", guide, name="desk_guide")]


@hooks.register("register_help_menu_item")
def guide_item() -> MenuItem:
    return MenuItem("Guide de la rédaction", reverse("desk_guide"), icon_name="help", order=1)


@hooks.register("construct_help_menu")
def keep_help_at_home(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(ELSEWHERE)]
