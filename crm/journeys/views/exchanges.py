from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.consents.models import Purpose
from crm.consents.services import note
from crm.journeys.exchanges import (
    end_of,
    finish_task,
    note_exchange,
    plan_task,
    postpone_task,
    set_next_action,
)
from crm.journeys.file_panels import user_of
from crm.journeys.forms.exchanges import SAID, LogForm, PostponeForm, TaskForm
from crm.journeys.forms.journeys import ConsentForm, NextActionForm
from crm.journeys.models import Journey, Task
from crm.registers.access import needs

from .acting import answer, followed, living


@require_POST
@needs("crm_people.read_file", "crm_journeys.add_interaction")
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Note an exchange on the journey that the form names, on the only open one otherwise."""
    person = living(pk)
    form = LogForm(request.POST, auto_id="log-%s")
    journey = _journey_of(request, pk)

    def act(told: dict[str, Any]) -> str:
        note_exchange(person, **form.answers(), journey=journey, by=user_of(request))
        return f"{SAID[told['said']][0]} – consigné au dossier de {person}."

    return answer(request, person, "log", form, act)


def _journey_of(request: HttpRequest, pk: int) -> Journey | None:
    named = request.POST.get("journey", "")
    if named.isdecimal() and len(named) < 19:
        return Journey.objects.open().filter(person=pk, pk=int(named)).first()
    return Journey.objects.running_for(pk)


@require_POST
@needs("crm_people.read_file", "crm_journeys.change_journey")
def next_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what comes next on a journey."""
    journey = followed(request, pk)
    key = f"action-{pk}"

    def act(told: dict[str, Any]) -> str:
        set_next_action(journey, told["next_action"], end_of(told["on"]), by=user_of(request))
        return "Prochaine action notée."

    form = NextActionForm(request.POST, auto_id=f"{key}-%s")
    return answer(request, journey.person, key, form, act)


@require_POST
@needs("crm_people.read_file", "crm_journeys.change_journey")
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Put off the next action of a journey."""
    journey = followed(request, pk)
    key = f"postpone-{pk}"

    def act(told: dict[str, Any]) -> str:
        day = told["on"] or timezone.localdate() + timedelta(days=told["days"])
        label = journey.next_action or "Reprendre contact"
        set_next_action(journey, label, end_of(day), by=user_of(request))
        return f"Reporté au {day:%d/%m/%Y}."

    form = PostponeForm(request.POST, auto_id=f"{key}-%s")
    return answer(request, journey.person, key, form, act)


@require_POST
@needs("crm_people.read_file", "crm_journeys.change_journey")
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """The next action of a journey is done, without anything to say of it."""
    journey = followed(request, pk)

    def act(told: dict[str, Any]) -> str:
        set_next_action(journey, "", None, by=user_of(request))
        return f"Fait, pour {journey.person}. Pensez à la suite."

    return answer(request, journey.person, f"done-{pk}", Form(request.POST), act)


@require_POST
@needs("crm_people.read_file", "crm_journeys.add_task")
def new_task(request: HttpRequest, pk: int) -> HttpResponse:
    person = living(pk)

    def act(told: dict[str, Any]) -> str:
        plan_task(person, **told, journey=_journey_of(request, pk), by=user_of(request))
        return "Tâche ajoutée."

    return answer(request, person, "task", TaskForm(request.POST, auto_id="task-%s"), act)


def _task(pk: int) -> Task:
    rows = Task.objects.to_do().select_related("person__commune")
    return get_object_or_404(
        rows, pk=pk, person__merged_into__isnull=True, person__anonymised_at__isnull=True
    )


@require_POST
@needs("crm_people.read_file", "crm_journeys.change_task")
def task_done(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(pk)

    def act(told: dict[str, Any]) -> str:
        finish_task(task, by=user_of(request))
        return f"Fait : {task.label}"

    return answer(request, task.person, f"task-{pk}", Form(request.POST), act)


@require_POST
@needs("crm_people.read_file", "crm_journeys.change_task")
def task_postpone(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(pk)
    key = f"task-{pk}"

    def act(told: dict[str, Any]) -> str:
        day = told["on"] or timezone.localdate() + timedelta(days=told["days"])
        postpone_task(task, day, by=user_of(request))
        return f"Reporté au {day:%d/%m/%Y} : {task.label}"

    return answer(request, task.person, key, PostponeForm(request.POST, auto_id=f"{key}-%s"), act)


@require_POST
@needs("crm_people.read_file", "crm_consents.add_consent")
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what a person said on a purpose."""
    person = living(pk)

    def act(told: dict[str, Any]) -> str:
        purpose = Purpose(told.pop("purpose"))
        note(person, purpose, **told, by=user_of(request))
        return f"Noté : {purpose.label}."

    form = ConsentForm(request.POST, auto_id="consent-%s")
    return answer(request, person, "consent", form, act)
