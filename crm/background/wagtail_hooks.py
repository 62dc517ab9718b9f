from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from . import exports
from .services import tend
from .views import MAY


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [path("travaux/", include("crm.background.urls"))]


@hooks.register("register_reports_menu_item")
def register_works_item() -> MenuItem:
    return GuardedItem("Mes travaux", reverse("crm_works"), MAY, icon_name="tasks", order=5)


@hooks.register("put_off_export")
def put_off_export(view: Any, purpose: str, count: int, kind: str) -> HttpResponse | None:
    action = exports.put_off(view, purpose, count, kind)
    return redirect("crm_work", action.pk) if action else None


@hooks.register("register_scheduled_job")
def tend_long_actions() -> Job:
    return Job(
        "background.tend",
        timedelta(minutes=5),
        tend,
        label="Longs travaux",
        says="Reprend un travail dont le service a été coupé, supprime les fichiers d’un jour.",
    )
