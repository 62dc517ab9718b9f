"""A signed run, carried out: some files at a time, by one process at once, taken up again after a cut."""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.people.models import Person

from .models import LineState, Run, RunLine, RunState
from .purges import purge
from .report import draw
from .review import judged
from .runs import by_state, locked, move, standing
from .services import anonymise_all

BATCH = 25
# A process that is killed leaves the run to another after this.
HELD_FOR = timedelta(minutes=5)
GONE = "Le dossier n’existe plus\N{NO-BREAK SPACE}: fusionné, ou anonymisé par ailleurs."
AFTERWARDS = [LineState.HELD, LineState.EARLY]

logger = logging.getLogger(__name__)


def carry_out_signed(at: datetime | None = None) -> int:
    """Carry out the run that is signed, if any. Return how many files were anonymised."""
    run = Run.objects.filter(state=RunState.SIGNED).first()
    return carry_out(run.pk, at) if run else 0


def carry_out(pk: int, at: datetime | None = None) -> int:
    """Anonymise, batch by batch, those who still must be. Without effect while another process does it."""
    holder = uuid.uuid4().hex
    now = at or timezone.now()
    free = Q(held_until__isnull=True) | Q(held_until__lte=now)
    mine = Run.objects.filter(free, pk=pk, state=RunState.SIGNED)
    if not mine.update(holder=holder, held_until=now + HELD_FOR):
        return 0
    done = 0
    while lines := _next(pk):
        some = _one_batch(pk, holder, lines, at)
        if some is None:
            return done
        done += some
    _finish(pk, holder, at or timezone.now())
    return done


def _next(pk: int) -> list[int]:
    rows = RunLine.objects.filter(run=pk, state=LineState.TO_DO).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])


def _one_batch(pk: int, holder: str, lines: Sequence[int], at: datetime | None) -> int | None:
    """Anonymise some files together; where one fails, each alone, so that it stops nobody else."""
    try:
        return _anonymise(pk, holder, lines, at)
    except Exception as error:
        if len(lines) == 1:
            logger.exception("Run %s: a file could not be anonymised.", pk)
            failed = RunLine.objects.filter(pk=lines[0], run__holder=holder)
            failed.update(state=LineState.FAILED, why=type(error).__name__)
            return 0
    done = 0
    for line in lines:
        one = _one_batch(pk, holder, [line], at)
        if one is None:
            return None
        done += one
    return done


@transaction.atomic
def _anonymise(pk: int, holder: str, lines: Sequence[int], at: datetime | None) -> int | None:
    """One transaction: the files, and what the run says of them. None when the run has another holder."""
    now = at or timezone.now()
    held = Run.objects.filter(pk=pk, holder=holder, state=RunState.SIGNED)
    if not held.update(held_until=now + HELD_FOR):
        return None
    run = Run.objects.select_related("signed_by").get(pk=pk)
    rows = {row.person_id: row for row in RunLine.objects.filter(pk__in=lines)}
    # Whoever is writing in one of these files finishes first; what they noted is then judged too.
    list(Person.objects.select_for_update().filter(pk__in=rows).order_by("pk").only("pk"))
    alive = Person.objects.alive().filter(pk__in=rows)
    said = {one.person.pk: one for one in judged(alive, timezone.localdate(now))}
    go = [pk for pk, one in said.items() if one.state == LineState.TO_DO]
    anonymise_all(go, run.signed_by, now)
    for person_id, row in rows.items():
        one = said.get(person_id)
        row.state = LineState.DONE if person_id in go else LineState.SPARED
        row.why = "" if person_id in go else one.why[:240] if one else GONE
    RunLine.objects.bulk_update(rows.values(), ["state", "why"])
    return len(go)


@transaction.atomic
def _finish(pk: int, holder: str, now: datetime) -> None:
    """Purge, freeze the report with its paper, and close: the database refuses any change from then on."""
    if not Run.objects.filter(pk=pk, holder=holder, state=RunState.SIGNED).exists():
        return
    run = locked(Run(pk=pk))
    if run.state != RunState.SIGNED or run.holder != holder:
        return
    run.report |= {
        "after": standing(now),
        "lines": by_state(run),
        "clocks": _by_clock(run),
        "why": _why(run),
        "purged": vars(purge(now)),
    }
    RunLine.objects.filter(run=run, state__in=AFTERWARDS).delete()
    move(run, RunState.DONE, run.signed_by, now)
    run.over_at, run.held_until = now, None
    run.paper.save("", ContentFile(draw(run)), save=False)
    run.save(update_fields=["state", "over_at", "held_until", "report", "paper"])


def _by_clock(run: Run) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    for clock, state in RunLine.objects.filter(run=run).values_list("clock", "state"):
        found.setdefault(clock, Counter())[state] += 1
    return {clock: dict(states) for clock, states in sorted(found.items())}


def _why(run: Run) -> dict[str, int]:
    """Why files were not anonymised, and how many each time."""
    rows = RunLine.objects.filter(run=run).exclude(why="")
    return dict(Counter(rows.values_list("why", flat=True)).most_common())
