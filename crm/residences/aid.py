"""The aid of residences: lines, totals, what each funder pays. Amounts are in cents."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import GRANTED, MOST_CENTS, UNDECIDED, AidLine, AidNature, Residence
from .moving import hold
from .running import signed_by

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SIGNED = "La convention est déjà signée par une partie : remplacez-la avant de changer les aides."


def _changeable(residence: Residence) -> Residence:
    row = hold(residence)
    if row.state not in {*UNDECIDED, *GRANTED}:
        raise Refused("Les aides d’une résidence refusée ou abandonnée ne changent plus.")
    if signed_by(row):
        raise Refused(SIGNED)
    return row


@transaction.atomic
def add_line(
    residence: Residence,
    nature: AidNature,
    funder: str,
    cents: int,
    detail: str = "",
    *,
    by: User | None,
    at: datetime | None = None,
) -> AidLine:
    """Note what a funder pays. A funder who is known already keeps the spelling that is known."""
    now = at or timezone.now()
    if not 1 <= cents <= MOST_CENTS:
        raise Refused("Une aide va de 0,01 € à 50 000 €.")
    name = " ".join(funder.split())
    if not name:
        raise Refused("Nommez qui paie.")
    row = _changeable(residence)
    known = AidLine.objects.filter(funder__iexact=name).values_list("funder", flat=True).first()
    line = AidLine.objects.create(
        residence=row, nature=nature, funder=known or name, cents=cents, detail=detail.strip(),
        added_at=now, added_by=by,
    )  # fmt: skip
    record(Action.CREATED, line, by=by, person_id=row.person_id, at=now)
    return line


@transaction.atomic
def remove_line(line: AidLine, *, by: User | None, at: datetime | None = None) -> None:
    row = _changeable(line.residence)
    record(Action.DELETED, line, by=by, person_id=row.person_id, at=at)
    AidLine.objects.filter(pk=line.pk).delete()


def total(residence: Residence) -> int:
    found: int | None = residence.aid_lines.aggregate(sum=Sum("cents"))["sum"]
    return found or 0


def funders() -> list[str]:
    """The names that are known, for whoever types one."""
    return list(AidLine.objects.order_by("funder").values_list("funder", flat=True).distinct())


@dataclass
class FunderYear:
    """What one funder pays: cents by nature, and for how many residences."""

    funder: str
    residences: int
    cents: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.cents.values())


def by_funder(start: date, end: date) -> list[FunderYear]:
    """What each funder pays for the residences granted that begin between two days, both included."""
    lines = AidLine.objects.filter(
        residence__state__in=GRANTED,
        residence__starts_on__gte=start,
        residence__starts_on__lte=end,
    ).order_by()
    found = {
        row["funder"]: FunderYear(row["funder"], row["residences"])
        for row in lines.values("funder").annotate(residences=Count("residence", distinct=True))
    }
    for row in lines.values("funder", "nature").annotate(cents=Sum("cents")):
        found[row["funder"]].cents[row["nature"]] = row["cents"]
    return sorted(found.values(), key=lambda one: one.funder.lower())
