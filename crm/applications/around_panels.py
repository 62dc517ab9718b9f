"""What this room shows beside an application: messages, files, and who applies with the person."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from crm.journeys.refused_forms import form_for
from crm.registers.access import agent

from .desk_panels import Panel
from .files import papers_of
from .forms_files import AnswerForm
from .household import household_around
from .messages import said_with
from .models import Application

FOLDER = "crm_applications/desk/panels"


def messages(request: HttpRequest, application: Application) -> Panel:
    said = said_with(application)
    context = {
        "application": application,
        "said": said,
        "waiting": [one for one in said if one.direction == "in" and not one.settled_at],
        "form": form_for(request, "answer", AnswerForm),
        "may_answer": agent(request).has_perm("crm_journeys.add_interaction"),
    }
    return Panel(render_to_string(f"{FOLDER}/messages.html", context, request), wide=True)


def files(request: HttpRequest, application: Application) -> Panel | None:
    if not agent(request).has_perm("crm_papers.view_paper"):
        return None
    context = {"application": application, "papers": papers_of(application)}
    return Panel(render_to_string(f"{FOLDER}/files.html", context, request))


def household(request: HttpRequest, application: Application) -> Panel | None:
    around = household_around(application)
    if not around:
        return None
    context = {
        "application": application,
        "around": around,
        "may_join": agent(request).has_perm("crm_people.change_person"),
        "may_review": agent(request).has_perm("crm_applications.decide_application"),
    }
    return Panel(render_to_string(f"{FOLDER}/household.html", context, request))
