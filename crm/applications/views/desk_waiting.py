"""The waiting list of a session: why no offer has gone out, and what an agent does about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.applications.forms_waiting import (
    RANKS,
    EntryForm,
    ExtendForm,
    OfferForm,
    PoolForm,
    entry_ways,
)
from crm.applications.groups import roster_state
from crm.applications.models import ApplicationState, Enrolment, EnrolmentState
from crm.applications.waitlist import gestures, taker
from crm.applications.waitlist.why import line_of, reasons
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from crm.registers.words import counted
from crm.waiting import services as waiting
from crm.waiting.models import WaitEntry
from editorial.dates import day as written
from editorial.plugins import TRAINING_SESSION
from training.models import Session

from .desk_rosters import session_of, trail_of

A_PAGE = 50
SEE = ("crm_applications.view_roster", "crm_applications.view_application")
DECIDE = "crm_applications.decide_application"
EXTEND = "crm_applications.change_enrolment"


@require_safe
@needs(*SEE)
@opens("training.session")
def waiting_list(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, session_of(request, pk))


def show(
    request: HttpRequest,
    session: Session,
    *,
    entry_form: tuple[int, EntryForm] | None = None,
    extend_form: tuple[int, ExtendForm] | None = None,
    offer_form: OfferForm | None = None,
    pool_form: PoolForm | None = None,
) -> HttpResponse:
    """Draw the list, with the form that was refused as it was typed."""
    user, told = agent(request), reasons(session, timezone.now())
    pages = Paginator(line_of(session), A_PAGE).get_page(request.GET.get("page"))
    decides, extends = user.has_perm(DECIDE), user.has_perm(EXTEND)
    context: dict[str, Any] = {
        "session": session,
        "state": roster_state(session),
        "told": told,
        "pages": pages,
        "line": _line(list(pages), decides, dict([entry_form] if entry_form else [])),
        "seats": _seats(told.held, extends, dict([extend_form] if extend_form else [])),
        "offer_form": (offer_form or OfferForm(auto_id="offer-%s"))
        if decides and told.may_offer and pages.paginator.count
        else None,
        "pool_form": (pool_form or PoolForm(auto_id="pool-%s"))
        if decides and told.blocked and pages.paginator.count
        else None,
        "trail": [*trail_of(session), {"url": "", "label": "Liste d’attente"}],
    }
    refused = entry_form or extend_form or offer_form or pool_form
    status = 422 if refused else 200
    return render(request, "crm_applications/desk/waiting_list.html", context, status=status)


def _line(
    entries: list[WaitEntry], decides: bool, kept: dict[int, EntryForm]
) -> list[tuple[WaitEntry, str, EntryForm | None]]:
    why = taker.refusals(entries)
    return [
        (
            entry,
            why.get(entry.pk, ""),
            kept.get(entry.pk) or _entry_form(entry) if decides else None,
        )
        for entry in entries
    ]


def _entry_form(entry: WaitEntry) -> EntryForm:
    return EntryForm(entry_ways(entry), auto_id=f"entry-{entry.pk}-%s")


def _seats(
    held: list[Enrolment], extends: bool, kept: dict[int, ExtendForm]
) -> list[tuple[Enrolment, ExtendForm | None]]:
    return [
        (
            row,
            kept.get(row.pk) or ExtendForm(row, auto_id=f"extend-{row.pk}-%s")
            if extends and row.state == EnrolmentState.OFFERED
            else None,
        )
        for row in held
    ]


@require_POST
@needs(*SEE, DECIDE)
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    session, form = session_of(request, pk), OfferForm(request.POST, auto_id="offer-%s")
    if form.is_valid():
        try:
            entry = gestures.offer_next(
                session, by=agent(request), reason=form.cleaned_data["reason"]
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("crm_waiting_list", pk)
        ends = entry.offer_expires_at or timezone.now()
        last = written(timezone.localdate(ends), weekday=True)
        messages.success(request, f"Place proposée à {entry.person}, réponse avant le {last}.")
        return redirect("crm_waiting_list", pk)
    return show(request, session, offer_form=form)


@require_POST
@needs(*SEE, DECIDE)
def pool(request: HttpRequest, pk: int) -> HttpResponse:
    session, form = session_of(request, pk), PoolForm(request.POST, auto_id="pool-%s")
    if form.is_valid():
        try:
            number = gestures.pool_all(
                session, by=agent(request), reason=form.cleaned_data["reason"]
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            told = counted(number, "candidature reportée", "candidatures reportées", feminine=True)
            messages.success(request, f"{told.capitalize()} à une prochaine session.")
        return redirect("crm_waiting_list", pk)
    return show(request, session, pool_form=form)


@require_POST
@needs(*SEE, DECIDE)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    rows = WaitEntry.objects.select_related("person", "waiting_list")
    entry = get_object_or_404(rows, pk=pk, waiting_list__kind=TRAINING_SESSION)
    session = session_of(request, int(entry.waiting_list.key))
    form = EntryForm(entry_ways(entry), request.POST, auto_id=f"entry-{pk}-%s")
    if form.is_valid():
        try:
            messages.success(request, _do(entry, form, request))
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            return redirect("crm_waiting_list", session.pk)
    return show(request, session, entry_form=(pk, form))


def _do(entry: WaitEntry, form: EntryForm, request: HttpRequest) -> str:
    chosen, reason = form.cleaned_data["state"], form.cleaned_data["reason"]
    if chosen in RANKS:
        waiting.rank(entry, RANKS[chosen], reason=reason, by=agent(request))
        return f"{entry.person} passe désormais {RANKS[chosen].label}."
    row = gestures.take_off(entry, ApplicationState(chosen), by=agent(request), reason=reason)
    return f"Candidature de {entry.person} : {row.get_state_display()}."


@require_POST
@needs(*SEE, EXTEND)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Enrolment.objects.select_related("application__person", "roster__session__course")
    row = get_object_or_404(rows, pk=pk)
    form = ExtendForm(row, request.POST, auto_id=f"extend-{pk}-%s")
    if form.is_valid():
        day = form.cleaned_data["until"]
        try:
            gestures.extend_offer(row, day, by=agent(request), reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error("until", str(refusal))
        else:
            told = f"{row.application.person} a jusqu’au {written(day, weekday=True)}."
            messages.success(request, told)
            return redirect("crm_waiting_list", row.roster.session_id)
    return show(request, row.roster.session, extend_form=(pk, form))
