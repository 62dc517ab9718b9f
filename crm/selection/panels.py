"""Selection on the page of an application: how it was read, and what may be done from there."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from crm.applications.desk_panels import Panel
from crm.applications.models import Application
from crm.registers.access import agent

from .appeals import deadline
from .examinations import waits_for
from .history import history_of


def panel(request: HttpRequest, application: Application) -> Panel | None:
    user = agent(request)
    if not user.has_perms(["crm_selection.view_reading", "crm_people.read_file"]):
        return None
    history = history_of(application)
    context = {
        "application": application,
        "history": history,
        "blind": {row.pk for row in history if waits_for(row, user)},
        "until": deadline(application),
    }
    return Panel(render_to_string("crm_selection/panel.html", context, request))
