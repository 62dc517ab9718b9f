"""Signing a half-day, outside the desk: by a personal link, or on the tablet handed around."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.applications.attendance import links
from crm.applications.attendance.signing import expected_at, half_day_rows, not_now, sign
from crm.applications.forms_signing import SignatureForm
from crm.applications.models import Attendance, Enrolment, SignedBy, TaughtHalfDay
from crm.consents.services import informed
from crm.journal.refusal import Refused
from crm.registers.private_pages import private

NOTICE = "emargement"


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Read first, sign on POST. Outside its window the page says why."""
    signer = links.signer_of(token)
    if signer is None:
        return unknown(request)
    form = SignatureForm(signer.enrolment.application.person, request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            sign(signer.half_day, signer.enrolment, SignedBy.LINK)
            informed(signer.enrolment.application.person, NOTICE, channel="émargement")
        except Refused as refusal:
            refused = str(refusal)
        else:
            return redirect("sign_half_day", token)
    return _sheet(request, signer.half_day, signer.enrolment, form, refused)


def _sheet(
    request: HttpRequest,
    half_day: TaughtHalfDay,
    enrolment: Enrolment,
    form: SignatureForm,
    refused: str,
    **more: Any,
) -> HttpResponse:
    """The half-day, and what its reader may do: sign, or read that it is done or why it cannot be."""
    noted = Attendance.objects.filter(
        enrolment=enrolment, date=half_day.date, half=half_day.half
    ).first()
    context = {
        "half_day": half_day,
        "session": half_day.session,
        "person": enrolment.application.person,
        "noted": noted,
        "closed": "" if noted else not_now(half_day, timezone.now()),
        "refused": refused,
        "form": form,
        **more,
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "crm_applications/public/sign.html", context, status=status)


@private("strict-origin")
@require_safe
def on_tablet(request: HttpRequest, token: str) -> HttpResponse:
    """The names of a group: each taps their own. Outside the window there is no name."""
    half_day = links.tablet_of(token)
    if half_day is None:
        return unknown(request)
    closed = not_now(half_day, timezone.now())
    rows = {row.enrolment_id: row for row in half_day_rows(half_day)}
    context = {
        "token": token,
        "half_day": half_day,
        "session": half_day.session,
        "closed": closed,
        "lines": [] if closed else [(row, rows.get(row.pk)) for row in expected_at(half_day)],
    }
    return render(request, "crm_applications/public/tablet.html", context)


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_on_tablet(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """One person signs, then the tablet shows the group again for the next one."""
    half_day = links.tablet_of(token)
    if half_day is None:
        return unknown(request)
    enrolment = next((row for row in expected_at(half_day) if row.pk == pk), None)
    if enrolment is None or not_now(half_day, timezone.now()):
        return redirect("sign_tablet", token)
    form = SignatureForm(enrolment.application.person, request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            sign(half_day, enrolment, SignedBy.TABLET)
            informed(enrolment.application.person, NOTICE, channel="émargement")
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"{enrolment.application.person} : signature enregistrée.")
            return redirect("sign_tablet", token)
    return _sheet(request, half_day, enrolment, form, refused, token=token)


def unknown(request: HttpRequest) -> HttpResponse:
    """The same page for a link that never was, one that has expired and one of somebody forgotten."""
    return render(request, "crm_applications/public/sign_unknown.html", status=404)
