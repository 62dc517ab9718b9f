"""The letters of a proposal, read before they leave; then all is decided, and told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from crm.applications.decision_letters import Draft, draft
from crm.applications.views.desk_rosters import session_of
from crm.journal.refusal import Refused
from crm.letters.services import TOKEN
from crm.registers.access import agent, needs
from crm.registers.words import counted
from crm.selection.forms_committee import ReasonsForm
from crm.selection.models import Outcome, ProposalLine
from crm.selection.proposals import (
    CHANGED,
    Overtaken,
    decide,
    proposal_of,
    try_again,
    write_reasons,
)
from training.models import Session

from .committee import CHANGE
from .sessions import SEE, trail_of

HEADINGS = {
    Outcome.ADMITTED: "Admissions",
    Outcome.WAITLISTED: "Liste d’attente",
    Outcome.POOLED: "Reports à une prochaine session",
    Outcome.REFUSED: "Refus",
}
DECIDE = (*CHANGE, "crm_people.read_file", "crm_applications.decide_application")


def _lines(session: Session, *, held: bool = False) -> list[ProposalLine]:
    """What is still to decide, in order; `held` for what something stood in the way of."""
    rows = (
        ProposalLine.objects.to_decide()
        .filter(proposal__session=session)
        .select_related("application__person", "application__session__course")
        .prefetch_related("application__person__contact_points")
        .order_by("pk")
    )
    return list(rows.exclude(hindrance="") if held else rows.filter(hindrance=""))


@needs(*DECIDE)
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    if request.method == "POST":
        return _post(request, session)
    form = ReasonsForm(_lines(session), initial={"revision": proposal_of(session).revision})
    return _show(request, session, form)


def _post(request: HttpRequest, session: Session) -> HttpResponse:
    by = agent(request)
    if "again" in request.POST:
        try_again(session, by=by)
        return redirect("crm_committee_letters", session.pk)
    form = ReasonsForm(_lines(session), request.POST)
    if not form.is_valid():
        return _show(request, session, form, status=422)
    revision = form.cleaned_data["revision"]
    try:
        changed = write_reasons(session, form.reasons(), revision=revision, by=by)
        if "decide" not in request.POST or changed:
            told = "Motifs enregistrés."
            if changed and "decide" in request.POST:
                told += " Les courriers ont changé : relisez-les avant de décider."
            messages.success(request, told)
            return redirect("crm_committee_letters", session.pk)
        left = decide(session, revision=revision, by=by)
    except Overtaken:
        messages.warning(request, CHANGED)
        return redirect("crm_committee_letters", session.pk)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, session, form, status=422)
    return _told(request, session, left)


def _told(request: HttpRequest, session: Session, left: int) -> HttpResponse:
    if left:
        messages.success(request, f"{counted(left, 'décision').capitalize()} encore à prendre.")
        return redirect("crm_committee_letters", session.pk)
    held = len(_lines(session, held=True))
    if held:
        told = counted(held, "décision n’a pas pu être prise", "décisions n’ont pas pu être prises")
        messages.warning(request, f"{told.capitalize()} : voyez pourquoi ci-dessous.")
        return redirect("crm_committee_letters", session.pk)
    messages.success(request, "Tout est décidé, et les courriers sont partis.")
    return redirect("crm_committee_minutes", session.pk)


def _show(
    request: HttpRequest, session: Session, form: ReasonsForm, status: int = 200
) -> HttpResponse:
    proposal = proposal_of(session)
    context: dict[str, Any] = {
        "session": session,
        "proposal": proposal,
        "form": form,
        "letters": [
            (line, field, *_letter(line, session, form)) for line, field in form.fields_by_line()
        ],
        "held": _lines(session, held=True) if proposal.pk else [],
        "decided": proposal.lines.decided().count() if proposal.pk else 0,
        "admitted": sum(line.outcome == Outcome.ADMITTED for line in form.lines),
        "trail": [*trail_of(session), {"url": "", "label": "Courriers"}],
    }
    return render(request, "crm_selection/letters.html", context, status=status)


def _letter(line: ProposalLine, session: Session, form: ReasonsForm) -> tuple[Draft, str]:
    """The letter as it would leave, and its body without the token that nobody here reads."""
    typed = form[f"reason_{line.pk}"].value() or ""
    made = draft(line.application, line.outcome, reason=typed, session=session)
    return made, made.body.replace(TOKEN, "…")


@needs(*SEE)
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What the committee decided, or proposes, to print and sign. No mark's comment is on it."""
    session = session_of(request, pk)
    proposal = proposal_of(session)
    rows = list(
        ProposalLine.objects.filter(proposal__session=session)
        .select_related("application__person", "decided_by")
        .order_by("decided_at", "pk")
    )
    context = {
        "session": session,
        "proposal": proposal,
        "groups": [
            (HEADINGS[outcome], [row for row in rows if row.outcome == outcome])
            for outcome in Outcome
        ],
        "all_decided": bool(rows) and all(row.decided_at for row in rows),
        "lines": rows,
    }
    return render(request, "crm_selection/minutes.html", context)
