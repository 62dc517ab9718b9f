"""The forms of the training panel: posted from a person's file, they come back to it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from crm.applications.attendance import credit_module, note_attendance
from crm.applications.forms_file import HalfDaysForm, ModuleForm
from crm.applications.forms_roster import TraineeMoveForm, enrolment_ways
from crm.applications.models import Enrolment, HalfDay
from crm.applications.panels import days_key, module_key, modules_left, move_key
from crm.journeys.views.acting import answer
from crm.registers.access import agent, needs
from crm.registers.words import counted

from .desk_rosters import act_on

READ = "crm_people.read_file"


def enrolment_of(pk: int) -> Enrolment:
    rows = Enrolment.objects.select_related("application__person", "roster__session__course")
    return get_object_or_404(rows, pk=pk, application__person__anonymised_at__isnull=True)


@require_POST
@needs(READ, "crm_applications.change_enrolment")
def move_from_file(request: HttpRequest, pk: int) -> HttpResponse:
    row = enrolment_of(pk)
    key = move_key(row)
    form = TraineeMoveForm(enrolment_ways(row), request.POST, auto_id=f"{key}-%s")

    def act(_said: dict[str, Any]) -> str:
        return act_on(row, form, request)

    return answer(request, row.application.person, key, form, act)


@require_POST
@needs(READ, "crm_applications.add_attendance")
def attend_from_file(request: HttpRequest, pk: int) -> HttpResponse:
    row = enrolment_of(pk)
    key = days_key(row)
    form = HalfDaysForm(row.roster.session, request.POST, auto_id=f"{key}-%s")

    @transaction.atomic
    def act(said: dict[str, Any]) -> str:
        for half in said["halves"]:
            note_attendance(row, said["jour"], HalfDay(half), by=agent(request))
        number = len(said["halves"])
        told = counted(number, "demi-journée", feminine=True).capitalize()
        return f"{told} notée{'s' if number > 1 else ''}."

    return answer(request, row.application.person, key, form, act)


@require_POST
@needs(READ, "crm_applications.add_attendance")
def credit_from_file(request: HttpRequest, pk: int) -> HttpResponse:
    row = enrolment_of(pk)
    key = module_key(row)
    form = ModuleForm(modules_left(row), request.POST, auto_id=f"{key}-%s")

    def act(_said: dict[str, Any]) -> str:
        result = credit_module(row, form.chosen(), by=agent(request))
        return f"Module {result.module} validé."

    return answer(request, row.application.person, key, form, act)
