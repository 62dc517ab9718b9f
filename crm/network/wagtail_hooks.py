from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from . import public_hooks
from .jobs import forget

__all__ = ["public_hooks"]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.network.urls"))]


@hooks.register("register_families_menu_item")
def register_network_item() -> MenuItem:
    return GuardedItem(
        "Annuaire", reverse("crm_network"), "crm_network.view_card", icon_name="group", order=60
    )


@hooks.register("register_scheduled_job")
def forget_old_messages() -> Job:
    return Job(
        "network.forget",
        timedelta(days=1),
        forget,
        label="Messages de l’annuaire",
        says="Efface les messages relayés et les fiches retirées, à leur terme.",
    )
