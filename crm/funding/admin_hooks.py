"""What the desk of the European funds adds to Wagtail's admin, and what is done at its hour."""

from __future__ import annotations

from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from .reminders import remind


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.funding.desk_urls"))]


@hooks.register("register_families_menu_item")
def register_funds_item() -> MenuItem:
    return GuardedItem(
        "Fonds européens",
        reverse("crm_operations"),
        "crm_funding.view_operation",
        icon_name="globe",
        order=60,
    )


@hooks.register("register_scheduled_job")
def register_reminders() -> Job:
    """Several times a day: a letter is written once, whatever the number of passes."""
    return Job(
        "funder-forms",
        timedelta(hours=6),
        remind,
        label="Questionnaires européens",
        says="Rappelle aux participants les questionnaires du financeur qui restent à remplir.",
    )
