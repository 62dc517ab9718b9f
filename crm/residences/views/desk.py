"""The residences at the desk: what waits for a decision, what is under way, and one screen each."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.journal.models import Action, Entry
from crm.journeys.refused_forms import form_for
from crm.journeys.team import called
from crm.registers.access import agent, needs
from crm.registers.opening import note_reading
from crm.registers.words import counted
from crm.residences import agreements, aid, places, running
from crm.residences.clock import clock
from crm.residences.forms_desk import (
    AidForm,
    AppointmentForm,
    AskForm,
    DecisionForm,
    InstructForm,
    PutForm,
    ReasonForm,
    ReviewForm,
    SignForm,
    StayForm,
)
from crm.residences.models import (
    UNDECIDED,
    Party,
    Residence,
    ResidenceKind,
    ResidencePost,
    ResidenceState,
)
from crm.residences.waitlist import entry_of

A_PAGE = 25
READ = ("crm_residences.view_residence", "crm_people.read_file")
TRAIL = {"label": "Résidences"}
# The tabs of the list: what each shows, in the order of the life of a residence.
TABS: dict[str, tuple[str, list[ResidenceState]]] = {
    "": ("À décider", list(UNDECIDED)),
    "accordees": ("Accordées", [ResidenceState.GRANTED]),
    "en-cours": ("En cours", [ResidenceState.RUNNING]),
    "bilans": ("Bilans à tenir", [ResidenceState.ENDED]),
    "passees": (
        "Passées",
        [ResidenceState.REVIEWED, ResidenceState.REFUSED, ResidenceState.RENOUNCED],
    ),
}
MARKS = {
    ResidenceState.REQUESTED: "last",
    ResidenceState.INSTRUCTED: "waiting",
    ResidenceState.GRANTED: "open",
    ResidenceState.REFUSED: "closed",
    ResidenceState.RUNNING: "underway",
    ResidenceState.ENDED: "last",
    ResidenceState.REVIEWED: "ended",
    ResidenceState.RENOUNCED: "cancelled",
}


@require_safe
@needs(*READ)
def residence_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    tab = request.GET.get("etat", "")
    tab = tab if tab in TABS else ""
    rows = Residence.objects.in_state(*TABS[tab][1]).select_related(
        "person__commune", "committee", "journey__owner"
    )
    late = Residence.objects.to_decide().filter(decision_due_at__lt=now).count()
    pages = Paginator(_ordered(rows, tab), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": [(name, label, name == tab) for name, (label, _) in TABS.items()],
        "tab": tab,
        "pages": pages,
        "rows": [_line(row, now) for row in pages],
        "base": f"?etat={tab}&" if tab else "?",
        "posts": ResidencePost.objects.new().order_by("received_at", "pk")[:A_PAGE]
        if not tab
        else [],
        "to_decide": counted(
            Residence.objects.to_decide().count(), "demande", "demandes", feminine=True
        ),
        "late": late,
        "taken": [_taken(kind) for kind in ResidenceKind],
        "trail": [TRAIL | {"url": ""}],
    }
    return render(request, "crm_residences/desk/list.html", context)


def _ordered(rows: Any, tab: str) -> Any:
    if tab == "":
        return rows.order_by(
            F("waiting_since").asc(nulls_first=True),
            F("decision_due_at").asc(nulls_last=True),
            "requested_at",
            "pk",
        )
    return (
        rows.order_by("-starts_on", "-pk") if tab == "passees" else rows.order_by("starts_on", "pk")
    )


def _line(row: Residence, now: Any) -> dict[str, Any]:
    owed = row.state in UNDECIDED and not row.waiting_since and row.decision_due_at
    return {
        "row": row,
        "mark": MARKS[ResidenceState(row.state)],
        "clock": clock(row.decision_due_at, now) if owed and row.decision_due_at else None,
    }


def _taken(kind: ResidenceKind) -> dict[str, Any]:
    """How many places of a kind are taken today."""
    today = timezone.localdate()
    return {
        "kind": kind.label,
        "taken": Residence.objects.filter(days__kind=kind, days__day=today).count(),
        "places": places.places_of(kind),
    }


@require_safe
@needs(*READ)
def residence(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def found(pk: int) -> Residence:
    rows = Residence.objects.select_related(
        "person__commune", "journey__owner", "committee", "assessment", "stay__unit", "decided_by",
        "reviewed_by",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)


def show(request: HttpRequest, row: Residence, status: int = 200) -> HttpResponse:
    """Draw a residence, with the refused forms that the request keeps. The reading is journalled."""
    now = timezone.now()
    note_reading(row, agent(request), row.person_id, at=now)
    agreement = agreements.current(row)
    context: dict[str, Any] = _line(row, now) | {
        "undecided": row.state in UNDECIDED,
        "waiting": entry_of(row) if row.waiting_since else None,
        "full": places.why_full(row) if row.state in UNDECIDED else "",
        "agreement": agreement,
        "stale": bool(
            agreement and row.state == ResidenceState.GRANTED and agreements.is_stale(agreement)
        ),
        "earlier": list(row.agreements.exclude(replaced_at=None)),
        "parties": _parties(agreement),
        "not_started": running.why_not_started(row, now)
        if row.state == ResidenceState.GRANTED
        else "",
        "aid_lines": list(row.aid_lines.all()),
        "aid_total": aid.total(row),
        "funders": aid.funders(),
        "moves": [(entry, label, called(entry.actor)) for entry, label in moves(row)],
        "forms": forms_of(request, row),
        "trail": [
            TRAIL | {"url": reverse("crm_residences")},
            {"url": "", "label": str(row.person)},
        ],
    }
    return render(request, "crm_residences/desk/residence.html", context, status=status)


def _parties(agreement: Any) -> list[dict[str, Any]]:
    signed = (
        {one.party: one for one in agreement.signatures.select_related("paper")}
        if agreement
        else {}
    )
    return [{"label": party.label, "signature": signed.get(party.value)} for party in Party]


def moves(row: Residence) -> list[tuple[Entry, str]]:
    """The states that a residence went through, the latest first."""
    entries = Entry.objects.about(row).filter(action=Action.MOVED).select_related("actor")
    return [(entry, ResidenceState(entry.after).label) for entry in entries.order_by("-at", "-pk")]


def forms_of(request: HttpRequest, row: Residence) -> dict[str, Any]:
    """Every form that the state of a residence allows, by the name of its gesture."""
    state = ResidenceState(row.state)
    made: dict[str, Any] = {}
    if state in UNDECIDED:
        full = bool(places.why_full(row)) and not row.days.exists()
        made["decide"] = form_for(request, "decide", DecisionForm, full=full)
        made["instruct"] = form_for(
            request, "instruct", InstructForm, initial={"text": row.instruction}
        )
        made["amend"] = form_for(request, "amend", AskForm, row=row)
        if row.kind == ResidenceKind.LONG:
            made["put"] = form_for(request, "put", PutForm)
    if state in {*UNDECIDED, ResidenceState.GRANTED}:
        made["aid"] = form_for(request, "aid", AidForm)
    if state in {ResidenceState.GRANTED, ResidenceState.RUNNING}:
        made["stay"] = form_for(request, "stay", StayForm, row=row)
    if state == ResidenceState.GRANTED:
        made["sign"] = form_for(request, "sign", SignForm)
        made["replace"] = form_for(request, "replace", ReasonForm)
        made["renounce"] = form_for(request, "renounce", ReasonForm)
    if state == ResidenceState.RUNNING:
        made["end"] = form_for(request, "end", ReasonForm)
    if state in {ResidenceState.RUNNING, ResidenceState.ENDED}:
        made["appointment"] = form_for(request, "appointment", AppointmentForm)
    if state == ResidenceState.ENDED:
        made["review"] = form_for(request, "review", ReviewForm)
    return made
