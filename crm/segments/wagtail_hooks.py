from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from .exclusions import forget


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("communication/", include("crm.segments.urls"))]


@hooks.register("register_communication_menu_item")
def register_segments_item() -> MenuItem:
    return GuardedItem(
        "Segments",
        reverse("crm_segments"),
        "crm_segments.view_segment",
        icon_name="group",
        order=31,
    )


@hooks.register("register_communication_menu_item")
def register_campaigns_item() -> MenuItem:
    return GuardedItem(
        "Envois à des segments",
        reverse("crm_campaigns"),
        "crm_segments.view_campaign",
        icon_name="mail",
        order=32,
    )


@hooks.register("register_scheduled_job")
def forget_old_exclusions() -> Job:
    return Job(
        "segments.forget",
        timedelta(days=1),
        forget,
        label="Listes d’exclusion",
        says="Efface les adresses seules écartées depuis assez longtemps.",
    )
