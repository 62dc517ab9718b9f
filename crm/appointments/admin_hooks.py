"""What appointments add to Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from crm.registers.menus import GuardedItem

from .settings_admin import ReasonViewSet


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.appointments.desk_urls"))]


@hooks.register("register_admin_viewset")
def register_settings() -> list[ViewSet]:
    return [ReasonViewSet()]


@hooks.register("register_families_menu_item")
def register_appointments_item() -> MenuItem:
    return GuardedItem(
        "Rendez-vous",
        reverse("crm_appointments"),
        "crm_appointments.view_appointment",
        icon_name="date",
        order=12,
    )
