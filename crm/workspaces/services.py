from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Person
from crm.people.services import heard_from
from telecentre.models import Site

from .bookings.nightly import honour_late
from .models import HalfDay, Presence, PresenceSource

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def note_presence(
    person: Person,
    site: Site,
    day: date,
    half: HalfDay,
    *,
    source: PresenceSource = PresenceSource.DESK,
    by: User | None = None,
    at: datetime | None = None,
) -> Presence:
    """Note that somebody worked here one half-day. Raises Refused on a day to come or already noted."""
    now = at or timezone.now()
    if day > timezone.localdate(now):
        raise Refused("Cette demi-journée est à venir.")
    if day < site.opened_on or (site.closed_on and day >= site.closed_on):
        raise Refused(f"{site} n’était pas ouvert ce jour-là.")
    try:
        with transaction.atomic():
            presence = Presence.objects.create(
                person=person, site=site, date=day, half=half, source=source
            )
    except IntegrityError as error:
        raise Refused("Cette présence est déjà notée.") from error
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    heard_from(person, at=min(noon, now))
    record(Action.CREATED, presence, by=by, person_id=person.pk, at=now)
    if day < timezone.localdate(now):
        honour_late(person, day, now)
    return presence


@transaction.atomic
def strike_presence(presence: Presence, *, by: User | None, at: datetime | None = None) -> None:
    """Take back a presence noted by mistake; the journal keeps that it was there."""
    row = Presence.objects.select_for_update().filter(pk=presence.pk).first()
    if row is None:
        return
    record(Action.DELETED, row, by=by, person_id=row.person_id, fields=["date", "half"], at=at)
    row.delete()
