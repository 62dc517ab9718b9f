from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem

from . import views
from .ending import EndingPanel
from .services import forget_again


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("conservation/", views.retention, name="crm_retention"),
        path("conservation/<int:pk>/anonymiser/", views.anonymise_person, name="crm_anonymise"),
    ]


@hooks.register("after_restore")
def forget_after_a_restore(made_at: datetime) -> list[str]:
    """What was erased since the backup stays erased."""
    return [f"Dossiers effacés depuis la sauvegarde, effacés à nouveau : {forget_again(made_at)}."]


@hooks.register("register_admin_menu_item")
def register_retention_item() -> MenuItem:
    return GuardedItem(
        "Conservation",
        reverse("crm_retention"),
        views.MAY,
        name="retention",
        icon_name="lock",
        order=135,
    )


@hooks.register("construct_homepage_panels")
def tell_what_ends(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(views.MAY):
        panels.append(EndingPanel(request))
