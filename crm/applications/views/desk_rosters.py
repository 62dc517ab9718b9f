"""The groups: their seats, who holds them, who waits, and the state of each session."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.applications.attendance import complete
from crm.applications.balance import balance_of
from crm.applications.calendar.whose import enrolment_for, session_for, sessions_for
from crm.applications.forms_roster import MoveForm, TraineeMoveForm, enrolment_ways, roster_ways
from crm.applications.groups import (
    ALL,
    COMING,
    PAST,
    groups,
    roster_state,
    sessions_of,
    trainees,
    waiting_lists,
)
from crm.applications.models import SEATED, Enrolment, EnrolmentState, RosterState
from crm.applications.rosters import move_roster
from crm.applications.services import move_enrolment
from crm.applications.session_links import links
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from training.models import Session

A_PAGE = 25
PERIODS = [(COMING, "À venir et en cours"), (PAST, "Passées"), (ALL, "Toutes")]


@needs("crm_applications.view_roster")
def rosters(request: HttpRequest) -> HttpResponse:
    period = request.GET.get("periode", COMING)
    if period not in dict(PERIODS):
        period = COMING
    rows = sessions_of(period, timezone.localdate(), sessions_for(agent(request)))
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "period": period,
        "periods": PERIODS,
        "pages": pages,
        "groups": groups(list(pages)),
        "base": f"?periode={period}&" if period else "?",
        "trail": [{"url": "", "label": "Sessions et présences"}],
    }
    return render(request, "crm_applications/desk/rosters.html", context)


@needs("crm_applications.view_roster")
@opens("training.session")
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    return show_roster(request, session_of(request, pk))


def session_of(request: HttpRequest, pk: int) -> Session:
    """A session that whoever asks may open: a trainer finds their own, and no other."""
    return session_for(agent(request), pk)


def show_roster(
    request: HttpRequest,
    session: Session,
    refused: dict[int, MoveForm] | None = None,
    refused_state: MoveForm | None = None,
) -> HttpResponse:
    """Draw the group, with the form that was refused as it was typed."""
    state, kept = roster_state(session), refused or {}
    user = agent(request)
    may_change = user.has_perm("crm_applications.change_enrolment")
    rows = [
        (row, come, kept.get(row.pk) or _enrolment_form(row) if may_change else None)
        for row, come in trainees(session)
    ]
    context: dict[str, Any] = {
        "session": session,
        "state": state,
        "rows": rows,
        "seated": [entry for entry in rows if entry[0].state in SEATED],
        "gone": [entry for entry in rows if entry[0].state not in SEATED],
        "links": links(user, session),
        "trail": [*trail_of(session)[:1], {"url": "", "label": str(session)}],
        **_state_context(user.has_perm("crm_applications.change_roster"), state, session),
    }
    if refused_state is not None:
        context["state_form"] = refused_state
    if user.has_perm("crm_applications.view_application"):
        context |= {"lists": waiting_lists(session), "balance": balance_of(session)}
    status = 422 if refused or refused_state else 200
    return render(request, "crm_applications/desk/roster.html", context, status=status)


def _enrolment_form(row: Enrolment) -> MoveForm | None:
    ways = enrolment_ways(row)
    return TraineeMoveForm(ways, auto_id=f"enrolment-{row.pk}-%s") if ways else None


def _state_context(allowed: bool, state: RosterState, session: Session) -> dict[str, Any]:
    ways = roster_ways(state, session) if allowed else []
    return {"state_form": MoveForm(ways, auto_id="state-%s") if ways else None}


def trail_of(session: Session) -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_rosters"), "label": "Sessions et présences"},
        {"url": reverse("crm_roster", args=[session.pk]), "label": str(session)},
    ]


@require_POST
@needs("crm_applications.view_roster", "crm_applications.change_roster")
def change_state(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    ways = roster_ways(roster_state(session), session)
    form = MoveForm(ways, request.POST, auto_id="state-%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            row = move_roster(
                session, RosterState(said["state"]), by=agent(request), reason=said["reason"]
            )
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"{session} : {row.get_state_display()}.")
            return redirect("crm_roster", pk)
    return show_roster(request, session, refused_state=form)


@require_POST
@needs("crm_applications.view_roster", "crm_applications.change_enrolment")
def change_enrolment(request: HttpRequest, pk: int) -> HttpResponse:
    row = enrolment_for(agent(request), pk)
    form = TraineeMoveForm(enrolment_ways(row), request.POST, auto_id=f"enrolment-{pk}-%s")
    if form.is_valid():
        try:
            messages.success(request, act_on(row, form, request))
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            return redirect("crm_roster", row.roster.session_id)
    return show_roster(request, row.roster.session, refused={pk: form})


def act_on(row: Enrolment, form: MoveForm, request: HttpRequest) -> str:
    """Do what a form says of an enrolment, and return the sentence that tells it."""
    state, reason = EnrolmentState(form.cleaned_data["state"]), form.cleaned_data["reason"]
    if state == EnrolmentState.COMPLETED:
        complete(row, by=agent(request), reason=reason)
    else:
        move_enrolment(row, state, by=agent(request), reason=reason)
    return f"Inscription de {row.application.person} : {row.get_state_display()}."
