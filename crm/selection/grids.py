"""The doors of grids: prepared, written, put in service. What is in service never changes."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from training.models import Course

from .models import GRID_PATHS, Criterion, Grid, GridState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PROPOSED = Path(__file__).with_name("proposed_grid.toml")
WHOLE = 100
LEAST, MOST = 2, 12


@dataclass(frozen=True)
class Written:
    """A criterion as it is written. `weight` in %."""

    label: str
    weight: int
    guide: str = ""


@dataclass(frozen=True)
class Wording:
    """All that a grid says."""

    criteria: Sequence[Written]
    gap_allowed: int
    reading_days: int


@cache
def proposed() -> Wording:
    """What a course without a grid begins with."""
    said = tomllib.loads(PROPOSED.read_text(encoding="utf-8"))
    return Wording(
        tuple(Written(**criterion) for criterion in said["criteria"]),
        said["gap_allowed"],
        said["reading_days"],
    )


def wording_of(grid: Grid) -> Wording:
    rows = grid.criteria.all()
    return Wording(
        tuple(Written(row.label, row.weight, row.guide) for row in rows),
        grid.gap_allowed,
        grid.reading_days,
    )


@transaction.atomic
def grid_in_service(course: Course, *, by: User | None, at: datetime) -> Grid:
    """Return the grid of a course. One that has none gets the one that is proposed, in service."""
    _hold(course)
    found = Grid.objects.filter(course=course, state=GridState.ACTIVE).first()
    if found is not None:
        return found
    return activate(_open(course, proposed(), by, at), by=by, at=at)


@transaction.atomic
def prepare(course: Course, *, by: User | None, at: datetime | None = None) -> Grid:
    """Return the version that is being prepared, made from the one in service when there is none."""
    now = at or timezone.now()
    _hold(course)
    draft = Grid.objects.filter(course=course, state=GridState.DRAFT).first()
    if draft is not None:
        return draft
    serving = Grid.objects.filter(course=course, state=GridState.ACTIVE).first()
    return _open(course, wording_of(serving) if serving else proposed(), by, now)


def _hold(course: Course) -> None:
    Course.objects.select_for_update().get(pk=course.pk)


def _open(course: Course, wording: Wording, by: User | None, at: datetime) -> Grid:
    last = Grid.objects.filter(course=course).aggregate(last=Max("version"))["last"] or 0
    grid = Grid.objects.create(
        course=course,
        version=last + 1,
        gap_allowed=wording.gap_allowed,
        reading_days=wording.reading_days,
        created_at=at,
        created_by=by,
    )
    _write_criteria(grid, wording.criteria)
    record(Action.CREATED, grid, by=by, at=at)
    return grid


def _write_criteria(grid: Grid, criteria: Sequence[Written]) -> None:
    Criterion.objects.bulk_create(
        Criterion(grid=grid, rank=rank, label=one.label, guide=one.guide, weight=one.weight)
        for rank, one in enumerate(criteria, 1)
    )


@transaction.atomic
def write(grid: Grid, wording: Wording, *, by: User | None, at: datetime | None = None) -> Grid:
    """Write all that a grid in preparation says, instead of what it said."""
    row = Grid.objects.select_for_update().get(pk=grid.pk)
    if row.state != GridState.DRAFT:
        raise Refused("Cette grille est en service : préparez-en une nouvelle version.")
    row.gap_allowed, row.reading_days = wording.gap_allowed, wording.reading_days
    row.save(update_fields=["gap_allowed", "reading_days"])
    row.criteria.all().delete()
    _write_criteria(row, wording.criteria)
    record(Action.CHANGED, row, by=by, fields=["criteria"], at=at)
    return row


@transaction.atomic
def activate(grid: Grid, *, by: User | None, at: datetime | None = None) -> Grid:
    """Put a version in service; the one that served is replaced. Raises Refused unless weights make 100."""
    now = at or timezone.now()
    _hold(grid.course)
    row = Grid.objects.select_for_update().get(pk=grid.pk)
    _check_path(row, GridState.ACTIVE)
    check_weights([one.weight for one in row.criteria.all()])
    serving = Grid.objects.filter(course=row.course_id, state=GridState.ACTIVE).first()
    if serving is not None:
        _move(serving, GridState.RETIRED, by, now)
    row.activated_at = now
    _move(row, GridState.ACTIVE, by, now)
    return row


def check_weights(weights: Sequence[int]) -> None:
    if len(weights) < LEAST:
        raise Refused(f"Une grille a au moins {LEAST} critères.")
    total = sum(weights)
    if total != WHOLE:
        way = f"il manque {WHOLE - total}" if total < WHOLE else f"il y a {total - WHOLE} de trop"
        raise Refused(f"Les poids font {total} % : {way}.")


def _check_path(row: Grid, to: GridState) -> None:
    before = GridState(row.state)
    if to not in GRID_PATHS[before]:
        raise Refused(f"Une grille « {before.label} » n’est plus à mettre en service.")


def _move(row: Grid, to: GridState, by: User | None, at: datetime) -> None:
    before, row.state = row.state, to
    row.save(update_fields=["state", "activated_at"])
    record(Action.MOVED, row, by=by, before=before, after=to, at=at)
