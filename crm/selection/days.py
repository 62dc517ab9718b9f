"""What selection puts in somebody's day: the readings they have to send, and those to settle."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.dates import day as written

from .models import Examination, Reading

if TYPE_CHECKING:
    from django.contrib.auth.models import User

A_BLOCK = 20


@stepwise
def to_read(user: User, at: datetime) -> Steps[Block | None]:
    """One's own readings, those that are due first."""
    if not user.has_perm("crm_selection.change_reading"):
        return None
    today = timezone.localdate(at)
    rows = (
        Reading.objects.by(user)
        .to_do()
        .select_related(
            "examination__application__person", "examination__application__session__course"
        )
        .order_by("due_on", "pk")
    )
    found = yield from first(rows, A_BLOCK)
    lines = [
        Line(
            label=f"Lire la candidature de {row.examination.application.person}",
            url=reverse("crm_reading", args=[row.pk]),
            why=f"{row.examination.application.session or 'Sans session choisie'}.",
            when=f"avant le {written(row.due_on, year=False)}",
            late=row.due_on < today,
            icon="list-checks",
        )
        for row in found.rows
    ]
    told = counted(found.total, "lecture à rendre", "lectures à rendre", feminine=True)
    return Block(
        "lectures", "Mes lectures à faire", lines, found.total, told, reverse("crm_readings")
    )


@stepwise
def to_settle(user: User, at: datetime) -> Steps[Block | None]:
    """Applications on which the readers are too far apart, but those one must still read oneself."""
    if not user.has_perms(["crm_selection.add_reading", "crm_applications.decide_application"]):
        return None
    mine = Reading.objects.by(user).to_do()
    asked = Reading.objects.to_do().filter(third=True)
    rows = (
        Examination.objects.filter(
            application__state__in=["under_review", "waitlisted"],
            gap__gt=F("grid__gap_allowed"),
            agreed_score__isnull=True,
        )
        .exclude(pk__in=mine.values("examination"))
        .exclude(pk__in=asked.values("examination"))
        .select_related("application__person", "application__session__course")
        .order_by("opened_at", "pk")
    )
    found = yield from first(rows, A_BLOCK)
    lines = [
        Line(
            label=f"Candidature de {row.application.person}",
            url=reverse("crm_examination", args=[row.application_id]),
            why=f"{row.gap} points entre deux lectures.".replace(".", ",", 1),
            icon="users",
        )
        for row in found.rows
    ]
    told = counted(found.total, "écart de lecture à trancher", "écarts de lecture à trancher")
    return Block("ecarts", "Écarts de lecture à trancher", lines, found.total, told)
