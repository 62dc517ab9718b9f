from __future__ import annotations

from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from .rereading import draw


@hooks.register("register_admin_urls")
def register_rereading_urls() -> list[URLPattern | URLResolver]:
    return [path("relecture/", include("crm.compliance.rereading_urls"))]


@hooks.register("register_protection_menu_item")
def register_rereading_item() -> MenuItem:
    return GuardedItem(
        "Notes à relire", reverse("crm_rereading"), "crm_compliance.view_rereading",
        name="relecture", icon_name="edit", order=60,
    )  # fmt: skip


@hooks.register("register_scheduled_job")
def draw_notes() -> Job:
    """Asked every day, done once a month."""
    return Job(
        "compliance.rereading",
        timedelta(days=1),
        draw,
        label="Notes à relire",
        says="Tire au sort, une fois par mois, les notes que le délégué relit.",
    )
