"""The doors of ranges and absences."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Replacement
from crm.registers.batch import Steps, first, stepwise, together

from .diary import hold
from .models import Absence, Appointment, OpeningRange, Reason
from .wall import midnight

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def open_range(
    row: OpeningRange, reasons: list[Reason], *, by: User | None, at: datetime | None = None
) -> OpeningRange:
    """Open a range that was checked. Raises Refused when it meets another of the same advisor."""
    hold(row.advisor_id)
    if any(one.is_collective for one in reasons):
        raise Refused("Un rendez-vous collectif n’a pas de plage : fixez-en les dates une par une.")
    if twin := _meeting(row).first():
        raise Refused(f"Cette plage en rencontre une autre : {twin}. Fermez-la d’abord.")
    row.save()
    row.reasons.set(reasons)
    record(Action.CREATED, row, by=by, at=at)
    return row


def _meeting(row: OpeningRange) -> QuerySet[OpeningRange]:
    """The ranges of the same weekday or date that share an hour and a day of validity with one."""
    rows = OpeningRange.objects.filter(
        advisor=row.advisor_id, weekday=row.weekday, date=row.date,
        starts__lt=row.ends, ends__gt=row.starts,
    )  # fmt: skip
    if row.valid_until:
        rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=row.valid_until))
    if row.valid_from:
        rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=row.valid_from))
    return rows


@transaction.atomic
def close_range(
    row: OpeningRange, last_day: date, *, by: User | None, at: datetime | None = None
) -> None:
    """End a range after a day, or take it away when it would never hold. Appointments taken stay."""
    hold(row.advisor_id)
    first = row.date or row.valid_from
    if row.date or (first and last_day < first):
        record(Action.DELETED, row, by=by, at=at)
        row.delete()
        return
    row.valid_until = last_day
    row.save(update_fields=["valid_until"])
    record(Action.CHANGED, row, by=by, fields=["valid_until"], at=at)


@transaction.atomic
def be_away(
    advisor: User,
    starts_at: datetime,
    ends_at: datetime,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Absence:
    """Note an absence. What is booked meanwhile stays booked, until it is moved (see `to_move`)."""
    hold(advisor.pk)
    if ends_at <= starts_at:
        raise Refused("La fin de l’absence suit son début.")
    row = Absence.objects.create(advisor=advisor, starts_at=starts_at, ends_at=ends_at)
    record(Action.CREATED, row, by=by, at=at)
    return row


@transaction.atomic
def come_back(absence: Absence, *, by: User | None, at: datetime | None = None) -> None:
    hold(absence.advisor_id)
    record(Action.DELETED, absence, by=by, at=at)
    absence.delete()


@transaction.atomic
def set_video_link(
    advisor: User, link: str, *, by: User | None, at: datetime | None = None
) -> None:
    own = hold(advisor.pk)
    if own.video_link != link:
        own.video_link = link
        own.save(update_fields=["video_link"])
        record(Action.CHANGED, own, by=by, fields=["video_link"], at=at)


@stepwise
def to_move(advisors: QuerySet[User] | list[User], at: datetime) -> Steps[list[Appointment]]:
    """The appointments to come that an absence or a replacement meets, in one step."""
    rows = Appointment.objects.planned().filter(advisor__in=advisors, starts_at__gt=at)
    coming, absences, replacements = yield from together(
        [
            first(rows.select_related("reason", "advisor")),
            first(Absence.objects.filter(advisor__in=advisors, ends_at__gt=at)),
            first(
                Replacement.objects.filter(absent__in=advisors, ends_on__gte=timezone.localdate(at))
            ),
        ]
    )
    gone = [(row.advisor_id, row.starts_at, row.ends_at) for row in absences.rows]
    gone += [
        (row.absent_id, midnight(row.starts_on), midnight(row.ends_on + timedelta(days=1)))
        for row in replacements.rows
    ]
    return [
        one
        for one in coming.rows
        if any(
            who == one.advisor_id and start < one.ends_at and end > one.starts_at
            for who, start, end in gone
        )
    ]
