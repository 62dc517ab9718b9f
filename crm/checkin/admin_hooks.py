"""What the doors of the Forum add to Wagtail's admin, and what they do at their hour."""

from __future__ import annotations

from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from .forgetting import forget


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("forum/", include("crm.checkin.urls"))]


@hooks.register("register_admin_menu_item")
def register_registrations_item() -> MenuItem:
    return GuardedItem(
        "Inscriptions au Forum", reverse("crm_forum"), "crm_checkin.view_checkin",
        name="forum-registrations", icon_name="clipboard-list", order=221,
    )  # fmt: skip


@hooks.register("register_admin_menu_item")
def register_doors_item() -> MenuItem:
    return GuardedItem(
        "Portes du Forum", reverse("crm_forum_doors"), "crm_checkin.add_checkin",
        name="forum-doors", icon_name="tick-inverse", order=222,
    )  # fmt: skip


@hooks.register("register_scheduled_job")
def forget_badges() -> Job:
    return Job(
        "checkin.forgetting",
        timedelta(days=1),
        forget,
        label="Badges et passages aux portes",
        says="Efface, à leur terme, les badges et les passages aux portes du Forum.",
    )
