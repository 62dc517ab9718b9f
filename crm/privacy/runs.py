"""The doors of a run: prepared, read over, signed. What it does once signed is in `carrying_out`."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Person

from .holds import Why, set_hold
from .models import HoldReason, LineState, Run, RunLine, RunState
from .models.runs import PATHS
from .review import Verdict, verdicts

if TYPE_CHECKING:
    from typing import Any

    from django.contrib.auth.models import User

UNDER_WAY = "Un passage est en cours\N{NO-BREAK SPACE}: le suivant se prépare quand il est terminé."
NOTHING = "Aucun dossier n’arrive à son terme\N{NO-BREAK SPACE}: il n’y a rien à préparer."
CHANGED = "Ce passage a changé d’état\N{NO-BREAK SPACE}: rechargez la page."


@transaction.atomic
def prepare(*, by: User | None = None, at: datetime | None = None) -> Run:
    """List what is due and what is not, and why. A run that waited to be read gives way to the new one.

    Raises Refused while another is carried out, and when there is nothing to list.
    """
    now = at or timezone.now()
    if Run.objects.filter(state=RunState.SIGNED).exists():
        raise Refused(UNDER_WAY)
    for waiting in Run.objects.select_for_update(of=("self",)).filter(state=RunState.PREPARED):
        _abandon(waiting, by, now)
    found = list(verdicts(timezone.localdate(now)))
    if not found:
        raise Refused(NOTHING)
    due = [one for one in found if one.state == LineState.TO_DO]
    taken = list(islice(due, settings.RETENTION["run_most"]))
    try:
        with transaction.atomic():
            run = Run.objects.create(
                prepared_at=now, prepared_by=by, left_over=len(due) - len(taken)
            )
    except IntegrityError:
        raise Refused("Un passage vient d’être préparé par quelqu’un d’autre.") from None
    others = [one for one in found if one.state != LineState.TO_DO]
    RunLine.objects.bulk_create((_line(run, one) for one in [*taken, *others]), batch_size=500)
    record(Action.CREATED, run, by=by, at=now)
    return run


def _line(run: Run, one: Verdict) -> RunLine:
    return RunLine(
        run=run, person=one.person, state=one.state, clock=one.clock, ended_on=one.ended_on,
        heard_on=one.heard_on, why=one.why[:240],
    )  # fmt: skip


def prepare_monthly(at: datetime) -> Run | None:
    """Prepare the run of the month once its day has come, unless somebody did."""
    today = timezone.localdate(at)
    if today.day < settings.RETENTION["run_day"]:
        return None
    if Run.objects.filter(prepared_at__date__gte=today.replace(day=1)).exists():
        return None
    try:
        return prepare(at=at)
    except Refused:
        return None


def locked(run: Run) -> Run:
    return Run.objects.select_for_update(of=("self",)).get(pk=run.pk)


def move(run: Run, to: RunState, by: User | None, at: datetime) -> None:
    """Change the state of a locked run, not yet saved. Raises Refused when the way does not exist."""
    before = RunState(run.state)
    if to not in PATHS[before]:
        raise Refused(CHANGED)
    run.state = to
    record(Action.MOVED, run, by=by, before=before, after=to, at=at)


@transaction.atomic
def exempt(
    line: RunLine, details: str, review_on: date, *, by: User, at: datetime | None = None
) -> None:
    """Take a file out of a run that is read over: it is held, until somebody looks at it again."""
    run = locked(line.run)
    if run.state != RunState.PREPARED:
        raise Refused(CHANGED)
    row = RunLine.objects.select_for_update(of=("self",)).select_related("person").get(pk=line.pk)
    if row.state != LineState.TO_DO:
        raise Refused("Ce dossier n’est plus à anonymiser dans ce passage.")
    why = Why(HoldReason.REVIEW, details, str(by.get_full_name() or by), review_on=review_on)
    set_hold(row.person, why, by=by, at=at)
    row.state, row.why = LineState.EXEMPTED, "Écarté à la relecture."
    row.save(update_fields=["state", "why"])


@transaction.atomic
def sign(run: Run, number: int, *, by: User, at: datetime | None = None) -> Run:
    """Sign a run that was read over: `number` says how many files it will anonymise.

    Raises Refused when they are not that many, when none is left, and when it is signed already.
    """
    now = at or timezone.now()
    row = locked(run)
    total = to_do(row)
    if row.state == RunState.PREPARED and not total:
        raise Refused("Aucun dossier n’est à anonymiser dans ce passage.")
    if row.state == RunState.PREPARED and number != total:
        raise Refused(f"Ce passage porte sur {total} dossiers, non sur {number}.")
    move(row, RunState.SIGNED, by, now)
    row.signed_at, row.signed_by = now, by
    row.report = {"before": standing(now)}
    row.save(update_fields=["state", "signed_at", "signed_by", "report"])
    return row


@transaction.atomic
def abandon(run: Run, *, by: User, at: datetime | None = None) -> None:
    """Put away a run that is not to be signed. The next one lists its files again."""
    _abandon(locked(run), by, at or timezone.now())


def _abandon(row: Run, by: User | None, now: datetime) -> None:
    move(row, RunState.ABANDONED, by, now)
    row.report = {"lines": by_state(row)}
    row.over_at = now
    row.lines.all().delete()  # type: ignore[attr-defined]
    row.save(update_fields=["state", "over_at", "report"])


def to_do(run: Run) -> int:
    return RunLine.objects.filter(run=run, state=LineState.TO_DO).count()


def by_state(run: Run) -> dict[str, int]:
    return dict(Counter(RunLine.objects.filter(run=run).values_list("state", flat=True)))


def standing(at: datetime) -> dict[str, Any]:
    """How many files there are, and how many are due, by clock."""
    found = [one for one in verdicts(timezone.localdate(at)) if one.state == LineState.TO_DO]
    return {
        "files": Person.objects.alive().count(),
        "due": dict(Counter(one.clock for one in found)),
    }
