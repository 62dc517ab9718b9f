"""What was given: nights really slept, those of each funder and purpose, within a period and as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Sum

from .models import SLEPT, StayNight, StayPurpose

NO_FUNDER = "Sans financeur"


@dataclass(frozen=True)
class Given:
    """`cents` is the value of the nights, `told` the part of it that the funder is told of."""

    funder: str
    purpose: str
    stays: int
    nights: int
    person_nights: int
    cents: int
    told: int


def given(start: date, end: date, as_of: date) -> list[Given]:
    """Nights from `start` to `end`, both included, slept before the day `as_of`. One query.

    A night is counted where it was slept: a stay over two years belongs to both. Babies, who take no
    bed, are not persons here.
    """
    rows = (
        StayNight.objects.filter(
            date__gte=start, date__lte=end, date__lt=as_of, stay__state__in=SLEPT
        )
        .order_by()
        .values("stay__funder", "stay__purpose")
        .annotate(
            stays=Count("stay", distinct=True),
            nights=Count("pk"),
            persons=Sum("stay__persons"),
            cents=Sum("stay__free_value_cents"),
            shares=Sum(F("stay__free_value_cents") * F("stay__funder_share")),
        )
    )
    found = [
        Given(
            funder=row["stay__funder"] or NO_FUNDER,
            purpose=StayPurpose(row["stay__purpose"]).label,
            stays=row["stays"],
            nights=row["nights"],
            person_nights=row["persons"],
            cents=row["cents"],
            told=row["shares"] // 100 if row["stay__funder"] else 0,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.funder == NO_FUNDER, one.funder, one.purpose))


def whole(rows: list[Given]) -> Given:
    return Given(
        "En tout", "",
        sum(row.stays for row in rows),
        sum(row.nights for row in rows),
        sum(row.person_nights for row in rows),
        sum(row.cents for row in rows),
        sum(row.told for row in rows),
    )  # fmt: skip


def years() -> list[int]:
    """The years in which somebody slept, the latest first."""
    nights = StayNight.objects.filter(stay__state__in=SLEPT)
    return [day.year for day in nights.dates("date", "year", order="DESC")]
