"""A half-day being signed: who has, the tablet handed around, the personal codes, then the trainer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import segno
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from crm.applications.attendance import links
from crm.applications.attendance.rules import window_of
from crm.applications.attendance.signing import (
    CANCELLED,
    countersign,
    expected_at,
    half_day_rows,
    not_now,
    teaches,
)
from crm.applications.calendar.whose import half_day_for
from crm.applications.forms_signing import CountersignForm
from crm.applications.models import Attendance, Enrolment, TaughtHalfDay
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.opening import opens

from .desk_rosters import trail_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RIGHTS = ("crm_applications.view_roster", "crm_applications.add_attendance")


@require_safe
@needs(*RIGHTS)
@opens("crm_applications.taughthalfday")
def signing(request: HttpRequest, pk: int) -> HttpResponse:
    return show_signing(request, half_day_for(agent(request), pk))


def show_signing(
    request: HttpRequest, half_day: TaughtHalfDay, *, refused: CountersignForm | None = None
) -> HttpResponse:
    now = timezone.now()
    expected = expected_at(half_day)
    rows = {row.enrolment_id: row for row in half_day_rows(half_day)}
    window = window_of(half_day)
    context: dict[str, Any] = {
        "half_day": half_day,
        "session": half_day.session,
        "lines": [(enrolment, rows.get(enrolment.pk)) for enrolment in expected],
        "signed": sum(row.trainee_signed_at is not None for row in rows.values()),
        "window": window,
        "closed": not_now(half_day, now),
        "may_countersign": now >= window.opens_at and _may_countersign(half_day, agent(request)),
        "form": refused or _countersign_form(expected, rows),
        "trail": [*trail_of(half_day.session), {"url": "", "label": f"Émargement, {half_day}"}],
    }
    status = 422 if refused else 200
    return render(request, "crm_applications/desk/signing.html", context, status=status)


def _may_countersign(half_day: TaughtHalfDay, user: User) -> bool:
    gone = half_day.cancelled_at or half_day.session.cancelled_on
    return not gone and not half_day.signed_at and teaches(user, half_day)


def _countersign_form(
    expected: list[Enrolment], rows: dict[int, Attendance], posted: Any = None
) -> CountersignForm:
    away = [row for row in expected if row.pk not in rows]
    there = [row for row in expected if row.pk in rows and not rows[row.pk].absence]
    return CountersignForm(away, there, posted)


@require_POST
@needs(*RIGHTS)
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the page of the tablet. The trainer's own account is closed on it, unless they say otherwise."""
    half_day = half_day_for(agent(request), pk)
    if why := not_now(half_day, timezone.now()):
        messages.error(request, why)
        return redirect("crm_signing", pk)
    token = links.tablet(half_day)
    if not request.POST.get("stay"):
        logout(request)
    return redirect("sign_tablet", token)


@require_POST
@needs(*RIGHTS)
def codes(request: HttpRequest, pk: int) -> HttpResponse:
    """A code for each trainee who has not signed, to show or to print: nothing else tells these addresses."""
    half_day = half_day_for(agent(request), pk)
    if half_day.cancelled_at or half_day.session.cancelled_on:
        messages.error(request, CANCELLED)
        return redirect("crm_signing", pk)
    signed = {row.enrolment_id for row in half_day_rows(half_day)}
    left = [row for row in expected_at(half_day) if row.pk not in signed]
    context = {
        "half_day": half_day,
        "session": half_day.session,
        "window": window_of(half_day),
        "codes": [(row, _code(request, half_day, row)) for row in left],
    }
    return render(request, "crm_applications/desk/codes.html", context)


def _code(request: HttpRequest, half_day: TaughtHalfDay, enrolment: Enrolment) -> dict[str, str]:
    token = links.personal(half_day, enrolment)
    address = request.build_absolute_uri(reverse("sign_half_day", args=[token]))
    drawing = segno.make(address, error="m").svg_inline(
        scale=4, border=2, svgclass="code__drawing", lineclass="", omitsize=True
    )
    # segno draws with attributes alone, from an address made of a host and a token.
    return {"address": address, "host": urlsplit(address).netloc, "drawing": mark_safe(drawing)}  # noqa: S308  # nosec B308


@require_POST
@needs(*RIGHTS)
def sign_for_all(request: HttpRequest, pk: int) -> HttpResponse:
    """The trainer signs, once."""
    half_day = half_day_for(agent(request), pk)
    rows = {row.enrolment_id: row for row in half_day_rows(half_day)}
    form = _countersign_form(expected_at(half_day), rows, request.POST)
    if form.is_valid():
        try:
            countersign(half_day, form.said(), by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Vous avez signé : {half_day}.")
            return redirect("crm_signing", pk)
    return show_signing(request, half_day, refused=form)
