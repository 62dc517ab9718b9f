"""On the first page of the admin: what does not run, in plain words, for who can do something about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .checks import checks
from .looking import Alert, alerts, known_alerts

# Whoever looks after the house; a check may name others whom it concerns.
RIGHT = "editorial.view_scheduledjob"


class AlertsPanel(Component):
    name = "watch"
    template_name = "editorial/watch/panel.html"
    order = 1

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"alerts": shown_to(self.request.user, alerts())}


def shown_to(user: Any, found: list[Alert]) -> list[dict[str, str]]:
    all_of_them = user.has_perm(RIGHT)
    return [
        {"wrong": one.wrong, "todo": one.todo, "url": reverse(one.url) if one.url else ""}
        for one in found
        if all_of_them or (one.may and user.has_perm(one.may))
    ]


def known_to(user: Any) -> list[dict[str, str]]:
    """For a screen of every day: what is known without looking, to administrators alone."""
    return shown_to(user, known_alerts()) if user.is_superuser else []


@hooks.register("construct_homepage_panels")
def tell_what_is_wrong(request: HttpRequest, panels: list[Component]) -> None:
    concerned = {RIGHT, *(check.may for check in checks() if check.may)}
    if any(request.user.has_perm(right) for right in concerned):
        panels.append(AlertsPanel(request))
