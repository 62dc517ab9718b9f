"""What visits add to Wagtail's admin, and what they do at their hour."""

from __future__ import annotations

from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from .discovery_letters import remind
from .forgetting import forget


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.visits.urls"))]


@hooks.register("register_families_menu_item")
def register_visits_item() -> MenuItem:
    return GuardedItem(
        "Visites", reverse("crm_visits"), "crm_visits.view_visit", icon_name="site", order=50
    )


@hooks.register("register_scheduled_job")
def remind_families() -> Job:
    return Job(
        "visits.reminders",
        timedelta(hours=12),
        remind,
        label="Rappels des visites",
        says="Rappelle aux familles les journées découverte qui viennent.",
    )


@hooks.register("register_scheduled_job")
def forget_hosts_and_guests() -> Job:
    return Job(
        "visits.forgetting",
        timedelta(days=1),
        forget,
        label="Hôtes et inscrits des visites",
        says="Efface, à leur terme, qui a reçu une famille et les inscrits aux journées découverte.",
    )
