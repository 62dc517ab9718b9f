"""The places that residences of a kind share, day by day. Whoever calls has locked that kind (`moving.hold`)."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from crm.journal.refusal import Refused
from editorial.dates import period

from .models import PlaceDay, Residence


def places_of(kind: str) -> int:
    number: int = settings.RESIDENCES[f"{kind}_places"]
    return number


def free_place(row: Residence) -> int | None:
    """The first place that is free on all the days of a residence, None when there is none."""
    held = PlaceDay.objects.filter(
        kind=row.kind, day__gte=row.starts_on, day__lte=row.ends_on
    ).exclude(residence=row)
    taken = set(held.order_by().values_list("place", flat=True).distinct())
    return next((one for one in range(1, places_of(row.kind) + 1) if one not in taken), None)


def why_full(row: Residence) -> str:
    """Return why no place can be given, "" when one can."""
    if free_place(row) is not None:
        return ""
    when = period(row.starts_on, row.ends_on)
    return f"Aucune place de résidence {row.get_kind_display()} n’est libre {when}."


def take(row: Residence) -> None:
    """Hold a place for all the days of a residence. Raises Refused when there is none."""
    if row.days.exists():
        return
    place = free_place(row)
    if place is None:
        raise Refused(why_full(row))
    try:
        with transaction.atomic():
            PlaceDay.objects.bulk_create(
                PlaceDay(
                    residence=row,
                    kind=row.kind,
                    place=place,
                    day=row.starts_on + timedelta(days=number),
                )
                for number in range(row.length.days + 1)
            )
    except IntegrityError as error:
        raise Refused(why_full(row) or "Cette place vient d’être prise.") from error


def release(row: Residence, *, after: date | None = None) -> None:
    """Give back the days of a residence, those after a day when told."""
    days = row.days.all()
    (days.filter(day__gt=after) if after else days).delete()
