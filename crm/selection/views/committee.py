"""The committee of a session: who is proposed for what, and what the group becomes meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from crm.applications.balance import balance_of
from crm.applications.models import Application
from crm.applications.views.desk_rosters import session_of
from crm.registers.access import agent, needs
from crm.selection.committee import group_with, lines_of, rows_of
from crm.selection.forms_committee import ChoiceForm, MeetingForm, choice_forms, chosen
from crm.selection.models import Outcome, Proposal, ProposalLine
from crm.selection.proposals import Overtaken, candidates, proposal_of, save_proposal
from training.models import Session

from .sessions import SEE, trail_of

CHANGE = (*SEE, "crm_selection.change_proposal")


@dataclass
class Table:
    """What is on the table of a committee."""

    session: Session
    proposal: Proposal
    applications: list[Application]
    lines: dict[int, ProposalLine]
    forms: dict[int, ChoiceForm]
    meeting: MeetingForm

    @classmethod
    def laid(cls, session: Session, data: Any = None) -> Table:
        proposal = proposal_of(session)
        applications, lines = candidates(session), lines_of(proposal)
        meeting = MeetingForm(
            data,
            initial={
                "revision": proposal.revision,
                "held_on": proposal.held_on,
                "present": proposal.present,
            },
        )
        forms = choice_forms(applications, lines, data)
        return cls(session, proposal, applications, lines, forms, meeting)

    def is_valid(self) -> bool:
        return all([self.meeting.is_valid(), *(form.is_valid() for form in self.forms.values())])


@needs(*SEE)
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    if request.method == "POST":
        return _save(request, session)
    return _show(request, Table.laid(session))


@needs("crm_selection.change_proposal")
def _save(request: HttpRequest, session: Session) -> HttpResponse:
    table = Table.laid(session, request.POST)
    if not table.is_valid():
        return _show(request, table, status=422)
    if "recalculate" in request.POST:
        return _show(request, table)
    try:
        save_proposal(
            session,
            chosen(table.forms),
            revision=table.meeting.cleaned_data["revision"],
            meeting=table.meeting.meeting(),
            by=agent(request),
        )
    except Overtaken:
        return _show(request, table, status=409, overtaken=True)
    messages.success(request, "Proposition enregistrée.")
    return redirect(
        "crm_committee_letters" if "next" in request.POST else "crm_committee", session.pk
    )


@require_POST
@needs(*CHANGE)
def balance(request: HttpRequest, pk: int) -> HttpResponse:
    """What the group becomes with what is ticked now: a piece of the page, nothing is saved."""
    table = Table.laid(session_of(request, pk), request.POST)
    return render(request, "crm_selection/balance.html", _balance(table))


def _balance(table: Table) -> dict[str, Any]:
    """The group as it stands, as it would be, and how many are proposed for each outcome."""
    choices = _choices(table)
    counts = [
        (outcome.label, sum(choice.outcome == outcome for choice in choices.values()))
        for outcome in Outcome
    ]
    return {
        "now": balance_of(table.session),
        "then": group_with(table.session, table.applications, choices),
        "counts": [(label, number) for label, number in counts if number],
        "undecided": len(table.applications) - len(choices),
    }


def _choices(table: Table) -> dict[int, Any]:
    if any(form.is_bound for form in table.forms.values()):
        return chosen(table.forms)
    return {pk: line for pk, line in table.lines.items() if pk in table.forms}


def _show(
    request: HttpRequest, table: Table, *, status: int = 200, overtaken: bool = False
) -> HttpResponse:
    user, session = agent(request), table.session
    trail = trail_of(session)
    trail[-1]["url"] = ""
    context = {
        "session": session,
        "proposal": table.proposal,
        "meeting": table.meeting,
        # After a conflict what is typed may be saved over what the colleague saved, once it is read.
        "revision": table.proposal.revision if overtaken else table.meeting["revision"].value(),
        "rows": rows_of(table.applications, table.forms, table.lines, user),
        "outcomes": Outcome.choices,
        "may_change": user.has_perm("crm_selection.change_proposal"),
        "may_decide": user.has_perm("crm_applications.decide_application"),
        "overtaken": _differences(table) if overtaken else None,
        "trail": trail,
        **_balance(table),
    }
    return render(request, "crm_selection/committee.html", context, status=status)


def _differences(table: Table) -> list[tuple[Application, str, str]]:
    """Where what a colleague saved is not what is typed here: whom, theirs, mine."""
    mine = chosen(table.forms)
    found = []
    for row in table.applications:
        theirs = table.lines.get(row.pk)
        here = mine.get(row.pk)
        if (theirs.outcome if theirs else "") != (here.outcome if here else ""):
            found.append(
                (
                    row,
                    theirs.get_outcome_display() if theirs else "rien",
                    here.outcome.label if here else "rien",
                )
            )
    return found
