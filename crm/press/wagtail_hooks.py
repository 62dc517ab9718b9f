"""What the press adds to Wagtail's admin, and what it does at its hour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job
from news.models import ReleasePage

from .admin import PressContactRegister
from .desk import press_dates, press_items
from .jobs import FORGETTING, SENDING

modeladmin_register(PressContactRegister)
hooks.register("register_desk_dates", press_dates)
hooks.register("register_desk_items", press_items)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("relations-presse/", include("crm.press.urls"))]


@hooks.register("register_communication_menu_item")
def register_press_item() -> MenuItem:
    return GuardedItem(
        "Relations presse",
        reverse("crm_press"),
        "crm_press.view_presscontact",
        icon_name="openquote",
        order=30,
    )


@hooks.register("register_scheduled_job")
def send_releases() -> Job:
    return SENDING


@hooks.register("register_scheduled_job")
def forget_journalists() -> Job:
    return FORGETTING


@hooks.register("register_page_header_buttons")
def send_from_its_page(
    page: Page, user: Any, view_name: str = "", next_url: str | None = None
) -> Iterable[Button]:
    """« Envoyer à la presse », in the header of a release's editor."""
    if issubclass(page.specific_class or Page, ReleasePage) and _may(user):
        yield Button(
            "Envoyer à la presse",
            reverse("crm_press_release", args=[page.pk]),
            icon_name="mail",
            priority=90,
        )


@hooks.register("register_page_listing_more_buttons")
def send_from_a_list(page: Page, user: Any, next_url: str | None = None) -> Iterable[Button]:
    return send_from_its_page(page, user)


def _may(user: Any) -> bool:
    return bool(user.has_perms(["crm_press.view_presscontact", "crm_press.view_releasedispatch"]))
