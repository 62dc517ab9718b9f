"""The proposal of a committee: saved without overwriting anybody, then decided line by line.

Each line is decided in its own transaction. A seat that has gone, or somebody who withdrew in the
meantime, must not hold back the answers of all the others: it is told, and left to be proposed anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.applications.models import Application, ApplicationState
from crm.applications.services import move
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from training.models import Session

from .examinations import current
from .models import Outcome, Proposal, ProposalLine

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Whom a committee may propose something for.
CANDIDATES = [
    ApplicationState.SUBMITTED,
    ApplicationState.UNDER_REVIEW,
    ApplicationState.WAITLISTED,
]
# Lines decided in one request: the rest follows in the next ones.
AT_ONCE = 25
CHANGED = "La proposition a changé depuis que vous l’avez lue : relisez les courriers."


class Overtaken(Refused):
    """Somebody saved another proposal since this one was read."""


@dataclass(frozen=True)
class Choice:
    """What is proposed for one application. `rank` on the waiting list, None for the next free one."""

    outcome: Outcome
    rank: int | None = None


@dataclass(frozen=True)
class Meeting:
    """When the committee met and who was there; empty until it is known."""

    held_on: date | None = None
    present: str = ""


def proposal_of(session: Session) -> Proposal:
    """Return the proposal of a session, an unsaved one before anything is proposed."""
    rows = Proposal.objects.select_related("updated_by", "session__course")
    return rows.filter(session=session).first() or Proposal(session=session)


def candidates(session: Session) -> list[Application]:
    """The applications that may be decided, with what is shown of each, in three queries."""
    rows = (
        Application.objects.filter(session=session, state__in=CANDIDATES, archived=False)
        .select_related("person")
        .prefetch_related("person__contact_points")
        .order_by("submitted_at", "pk")
    )
    return list(rows)


def final_scores(applications: list[Application]) -> dict[int, Decimal]:
    found = current(applications)
    return {pk: row.final for pk, row in found.items() if row.final is not None}


@transaction.atomic
def save_proposal(
    session: Session,
    choices: Mapping[int, Choice],
    *,
    revision: int,
    meeting: Meeting | None = None,
    by: User | None,
    at: datetime | None = None,
) -> Proposal:
    """Save what is proposed for the candidates of a session, by application id, instead of what was.

    Raises Overtaken when `revision` is not the latest. Reasons already written stay with their line.
    """
    now = at or timezone.now()
    proposal = _locked(session)
    if proposal.revision != revision:
        raise Overtaken("La proposition a été modifiée entre-temps.")
    rows = [row for row in candidates(session) if row.pk in choices]
    kept = {line.application_id: line for line in proposal.lines.to_decide()}
    proposal.lines.to_decide().delete()
    ProposalLine.objects.bulk_create(
        ProposalLine(
            proposal=proposal,
            application=row,
            outcome=outcome,
            rank=rank,
            reason=_reason(kept.get(row.pk), outcome),
        )
        for row, outcome, rank in _in_order(rows, choices, final_scores(rows))
    )
    if meeting is not None:
        proposal.held_on, proposal.present = meeting.held_on, meeting.present.strip()
    _touch(proposal, by, now)
    return proposal


def _locked(session: Session) -> Proposal:
    Proposal.objects.get_or_create(session=session)
    return Proposal.objects.select_for_update(of=("self",)).get(session=session)


def _touch(proposal: Proposal, by: User | None, at: datetime) -> None:
    proposal.revision += 1
    proposal.updated_at, proposal.updated_by = at, by
    proposal.save(update_fields=["revision", "held_on", "present", "updated_at", "updated_by"])
    record(Action.CHANGED, proposal, by=by, fields=["lines"], at=at)


def _reason(line: ProposalLine | None, outcome: Outcome) -> str:
    return line.reason if line is not None and line.outcome == outcome else ""


def _in_order(
    rows: list[Application], choices: Mapping[int, Choice], scores: Mapping[int, Decimal]
) -> list[tuple[Application, Outcome, int | None]]:
    """Those to admit first, the best mark first; then the waiting list by its ranks, made 1, 2, 3…"""
    order = list(Outcome)

    def key(row: Application) -> tuple[int, float, Decimal, int]:
        choice = choices[row.pk]
        rank = float("inf") if choice.rank is None else choice.rank
        waits = choice.outcome == Outcome.WAITLISTED
        return (
            order.index(choice.outcome),
            rank if waits else 0,
            -scores.get(row.pk, Decimal(-1)),
            row.pk,
        )

    ordered = sorted(rows, key=key)
    waiting = [row.pk for row in ordered if choices[row.pk].outcome == Outcome.WAITLISTED]
    ranks = {pk: rank for rank, pk in enumerate(waiting, 1)}
    return [(row, choices[row.pk].outcome, ranks.get(row.pk)) for row in ordered]


@transaction.atomic
def write_reasons(
    session: Session,
    reasons: Mapping[int, str],
    *,
    revision: int,
    by: User | None,
    at: datetime | None = None,
) -> bool:
    """Write the reason of each line, by its id. Return whether one of them changed."""
    proposal = _locked(session)
    if proposal.revision != revision:
        raise Overtaken(CHANGED)
    changed = [
        line
        for line in proposal.lines.to_decide()
        if line.pk in reasons and line.reason != reasons[line.pk].strip()
    ]
    for line in changed:
        line.reason = reasons[line.pk].strip()
    if changed:
        ProposalLine.objects.bulk_update(changed, ["reason"])
        _touch(proposal, by, at or timezone.now())
    return bool(changed)


@transaction.atomic
def try_again(session: Session, *, by: User | None, at: datetime | None = None) -> None:
    """Forget what held lines back, so that deciding takes them up again."""
    proposal = _locked(session)
    proposal.lines.to_decide().update(hindrance="")
    _touch(proposal, by, at or timezone.now())


def decide(
    session: Session,
    *,
    revision: int,
    by: User | None,
    at: datetime | None = None,
    limit: int = AT_ONCE,
) -> int:
    """Decide the next lines of a proposal, each in its own transaction. Return how many are left.

    What cannot be decided stays, with its `hindrance`. Doing it twice, or two people at once, decides
    each line once: a line is looked at under the lock of its proposal.
    """
    waiting = ProposalLine.objects.to_decide().filter(proposal__session=session, hindrance="")
    if missing := waiting.filter(outcome=Outcome.REFUSED, reason="").count():
        told = (
            "Un refus n’est pas motivé" if missing == 1 else f"{missing} refus ne sont pas motivés"
        )
        raise Refused(f"{told} : la personne lira ce motif.")
    for order, pk in enumerate(waiting.order_by("pk").values_list("pk", flat=True)[:limit]):
        # The waiting list keeps the order of its ranks: one moment after another.
        moment = at + timedelta(microseconds=order) if at else timezone.now()
        _decide_one(session, pk, revision, by, moment)
    return waiting.count()


def _decide_one(session: Session, pk: int, revision: int, by: User | None, at: datetime) -> None:
    with transaction.atomic():
        proposal = _locked(session)
        if proposal.revision != revision:
            raise Overtaken(CHANGED)
        line = proposal.lines.filter(pk=pk).select_related("application").first()
        if line is None or line.decided_at is not None:
            return
        try:
            with transaction.atomic():
                _move(line, by, at)
                line.decided_at, line.decided_by = at, by
                line.save(update_fields=["decided_at", "decided_by"])
        except Refused as refusal:
            line.hindrance = str(refusal)[:300]
            line.decided_at = line.decided_by = None
            line.save(update_fields=["hindrance"])


def _move(line: ProposalLine, by: User | None, at: datetime) -> None:
    application = line.application
    if application.state == ApplicationState.SUBMITTED:
        move(application, ApplicationState.UNDER_REVIEW, by=by, at=at)
    if application.session_id != line.proposal.session_id:
        raise Refused("Cette candidature est passée à une autre session.")
    move(application, ApplicationState(line.outcome), by=by, reason=line.reason, at=at)
