"""When one receives: ranges, absences, the video room. One's own, or a colleague's with the right to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.appointments import openings as doors
from crm.appointments.days import RIGHTS, names_of
from crm.appointments.forms.openings import AbsenceForm, CloseRangeForm, RangeForm, VideoForm
from crm.appointments.models import Absence, AdvisorSettings, OpeningRange
from crm.appointments.rights import FOR_OTHERS
from crm.appointments.week import receiving
from crm.journal.refusal import Refused
from crm.journeys.refused_forms import form_for, keep
from crm.registers.access import agent, needs, refuse

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OPEN = (*RIGHTS, "crm_appointments.change_openingrange")


def advisor_of(request: HttpRequest, pk: int) -> User:
    """The advisor of an address, when the agent keeps that diary; a refusal is journalled."""
    user = agent(request)
    if pk != user.pk and not user.has_perm(FOR_OTHERS):
        refuse(request, (FOR_OTHERS,))
    return user if pk == user.pk else get_object_or_404(receiving(), pk=pk)


@needs(*OPEN)
def own(request: HttpRequest) -> HttpResponse:
    return show(request, agent(request))


@needs(*OPEN)
def of_colleague(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, advisor_of(request, pk))


def show(request: HttpRequest, advisor: User, status: int = 200) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    rows = OpeningRange.objects.filter(advisor=advisor).select_related("site")
    ranges = [
        {
            "row": row,
            "over": row.is_over(today),
            "form": form_for(
                request, f"close-{row.pk}", CloseRangeForm, initial={"last_day": today}
            ),
        }
        for row in rows.prefetch_related("reasons")
    ]
    settings = AdvisorSettings.objects.filter(user=advisor).first()
    link = {"video_link": settings.video_link if settings else ""}
    mine = advisor == agent(request)
    met = doors.to_move([advisor], now)
    context = {
        "advisor": advisor,
        "mine": mine,
        "colleagues": [one for one in receiving() if one != advisor]
        if agent(request).has_perm(FOR_OTHERS)
        else [],
        "ranges": [line for line in ranges if not line["over"]],
        "absences": list(Absence.objects.filter(advisor=advisor, ends_at__gt=now)),
        "to_move": [(row, names_of(row)) for row in met],
        "range_form": form_for(request, "range", RangeForm, advisor=advisor),
        "absence_form": form_for(request, "absence", AbsenceForm),
        "video_form": form_for(request, "video", VideoForm, initial=link),
        "trail": [
            {"url": reverse("crm_appointments"), "label": "Rendez-vous"},
            {"url": "", "label": "Plages et absences"},
        ],
    }
    return render(request, "crm_appointments/desk/openings.html", context, status=status)


def answer(
    request: HttpRequest,
    advisor: User,
    key: str,
    form: BaseForm,
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    if form.is_valid():
        try:
            told = act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("crm_openings_of", advisor.pk)
    keep(request, key, form)
    return show(request, advisor, status=422)


@require_POST
@needs(*OPEN)
def open_range(request: HttpRequest, pk: int) -> HttpResponse:
    advisor = advisor_of(request, pk)
    form = RangeForm(request.POST, auto_id="range-%s", advisor=advisor)

    def act(told: dict[str, Any]) -> str:
        doors.open_range(form.instance, list(told["reasons"]), by=agent(request))
        return "Plage ouverte."

    return answer(request, advisor, "range", form, act)


@require_POST
@needs(*OPEN)
def close_range(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(OpeningRange, pk=pk)
    advisor = advisor_of(request, row.advisor_id)
    key = f"close-{row.pk}"

    def act(told: dict[str, Any]) -> str:
        doors.close_range(row, told["last_day"], by=agent(request))
        return "Plage fermée. Les rendez-vous déjà pris restent pris."

    return answer(request, advisor, key, CloseRangeForm(request.POST, auto_id=f"{key}-%s"), act)


@require_POST
@needs(*OPEN)
def be_away(request: HttpRequest, pk: int) -> HttpResponse:
    advisor = advisor_of(request, pk)

    def act(told: dict[str, Any]) -> str:
        doors.be_away(advisor, told["starts_at"], told["ends_at"], by=agent(request))
        met = len(doors.to_move([advisor], timezone.now()))
        return (
            f"Absence notée. Elle rencontre des rendez-vous : {met} à déplacer, ci-dessous."
            if met
            else "Absence notée."
        )

    form = AbsenceForm(request.POST, auto_id="absence-%s")
    return answer(request, advisor, "absence", form, act)


@require_POST
@needs(*OPEN)
def come_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Absence, pk=pk)
    advisor = advisor_of(request, row.advisor_id)
    doors.come_back(row, by=agent(request))
    messages.success(request, "Absence retirée.")
    return redirect("crm_openings_of", advisor.pk)


@require_POST
@needs(*OPEN)
def video(request: HttpRequest, pk: int) -> HttpResponse:
    advisor = advisor_of(request, pk)

    def act(told: dict[str, Any]) -> str:
        doors.set_video_link(advisor, told["video_link"], by=agent(request))
        return "Lien de visioconférence enregistré."

    return answer(request, advisor, "video", VideoForm(request.POST, auto_id="video-%s"), act)
