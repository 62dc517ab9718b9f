from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editorial.scheduling import Job

from . import public, views
from .services import LABELS, forget


@hooks.register("register_site_urls")
def public_address() -> list[URLPattern]:
    return [path("relecture/<str:token>/", public.read, name="draft_read")]


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    base = "liens-de-relecture/<int:pk>/"
    return [
        path(base, views.links, name="desk_draft_links"),
        path(f"{base}<int:link>/revoquer/", views.shut, name="desk_draft_link_shut"),
    ]


@hooks.register("register_page_header_buttons")
def button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if view_name == "edit" and page.permissions_for_user(user).can_edit():
        yield Button(
            "Faire relire par un lien",
            reverse("desk_draft_links", args=[page.pk]),
            icon_name="link",
            priority=13,
        )


@hooks.register("register_log_actions")
def actions(registry: Any) -> None:
    for name, (label, message) in LABELS.items():
        registry.register_action(name, label, message)


@hooks.register("register_scheduled_job")
def forget_old_links() -> Job:
    return Job(
        "draft-links",
        timedelta(days=1),
        forget,
        label="Liens de relecture finis",
        says="Efface les liens de relecture d’une page, un mois après leur fin.",
    )
