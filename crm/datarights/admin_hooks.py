"""What this room gives the admin: the register of requests, its place in the menu, its hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from . import due, forgetting


class AddOnlyItem(GuardedItem):
    """For those who note a request and hand it over; whoever handles them has the register."""

    def is_shown(self, request: HttpRequest) -> bool:
        return super().is_shown(request) and not request.user.has_perm(due.MAY)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("droits/", include("crm.datarights.desk_urls"))]


@hooks.register("register_protection_menu_item")
def register_requests_item() -> MenuItem:
    return GuardedItem("Demandes", reverse("crm_rights"), due.MAY, icon_name="lock", order=10)


@hooks.register("register_protection_menu_item")
def register_new_request_item() -> MenuItem:
    return AddOnlyItem(
        "Noter une demande de droits",
        reverse("crm_rights_new"),
        "crm_datarights.add_rightsrequest",
        icon_name="lock",
        order=11,
    )


@hooks.register("construct_homepage_panels")
def tell_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(due.MAY):
        panels.append(due.RightsPanel(request))


@hooks.register("register_scheduled_job")
def follow_requests() -> Job:
    return Job(
        "datarights.requests",
        timedelta(days=1),
        daily,
        label="Demandes sur les données",
        says="Rappelle les échéances des demandes et efface celles dont le terme est passé.",
    )


def daily(at: datetime) -> int:
    """Remind of the days that come. Returns how many old requests were emptied."""
    due.remind(at)
    return forgetting.forget(at)
