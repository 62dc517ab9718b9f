"""A first call, mail or visit becomes a whole file at once: person, household, origin, journey, exchange."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.consents.models import Purpose
from crm.consents.services import current_wording, note
from crm.people.models import Person
from crm.people.services import Identity, Minor, household_of, open_file
from crm.waiting.deadlines import working_day_after

from .exchanges import NOTHING, Said, Then, note_exchange
from .models import Journey, Stage, TouchKind, Track
from .services import REOPENS_WITHIN, advance, describe, move, open_journey
from .sources import Source
from .touches import came_back

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTICE = "candidature"


@dataclass(frozen=True)
class FirstContact:
    """All that one screen tells. `informed` is how they learnt what their data serves, "" if not yet."""

    identity: Identity
    said: Said
    track: Track
    source: Source
    text: str = ""
    project: str = ""
    horizon: str = ""
    second_adult: Identity | None = None
    minors: Sequence[Minor] = ()
    then: Then = NOTHING
    informed: str = ""


@transaction.atomic
def welcome(
    contact: FirstContact,
    *,
    by: User | None,
    onto: Person | None = None,
    at: datetime | None = None,
) -> Journey:
    """Write everything or nothing, and return the journey.

    `onto` is the file of somebody already known: it is never rewritten, and the household that was
    typed is left aside. Raises Refused on an unusable contact point.
    """
    now = at or timezone.now()
    person = onto or open_file(contact.identity, by=by, at=now)
    if onto is None:
        _bring_the_household(person, contact, by, now)
    journey = _journey(person, contact, by, now)
    note_exchange(
        person,
        contact.said,
        by=by,
        journey=journey,
        text=contact.text,
        then=_next(contact.then, now),
        at=now,
    )
    if contact.informed:
        note(
            person, Purpose.NOTICE, given=True, channel=contact.informed,
            wording=current_wording(NOTICE, now), by=by, at=now,
        )  # fmt: skip
    advance(journey, Stage.QUALIFIED, by=by, at=now)
    return journey


def _bring_the_household(
    person: Person, contact: FirstContact, by: User | None, now: datetime
) -> None:
    adults = []
    if contact.second_adult is not None:
        adults.append(open_file(contact.second_adult, by=by, at=now))
    if adults or contact.minors:
        household_of(person, adults=adults, minors=contact.minors, by=by, at=now)


def _journey(person: Person, contact: FirstContact, by: User | None, now: datetime) -> Journey:
    """The open journey on the track, the one closed lately reopened, or a new one."""
    rows = Journey.objects.filter(person=person, track=contact.track)
    running = rows.open().first()
    lately = rows.filter(stage=Stage.CLOSED, closed_at__gt=now - REOPENS_WITHIN)
    if running is None and (closed := lately.order_by("-closed_at").first()):
        running = move(closed, Stage.QUALIFIED, by=by, reason="nouveau contact", at=now)
    if running is not None:
        told = {"project": contact.project, "horizon": contact.horizon}
        if changes := {name: words for name, words in told.items() if words}:
            describe(running, by=by, at=now, **changes)
        came_back(person, TouchKind.CONTACT, contact.source.written(now), at=now, journey=running)
        return running
    source = contact.source.written(now)
    return open_journey(
        person,
        contact.track,
        by=by,
        owner=by,
        source=source,
        project=contact.project,
        horizon=contact.horizon,
        at=now,
    )


def _next(then: Then, now: datetime) -> Then:
    """A first contact never ends without a next action."""
    day = then.on or working_day_after(timezone.localdate(now))
    return Then(label=then.label or "Reprendre contact", on=day)
