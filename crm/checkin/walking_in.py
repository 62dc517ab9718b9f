"""Those who come without a place: written down, given a seat when one is left, let in at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.consents.services import current_wording
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.contacts import normalise_email
from crm.registrations import groups
from crm.registrations.contents import Coming
from crm.registrations.models import LIVE, Participant, Registration, RegistrationState
from crm.registrations.seats import align, coming, seat_group
from crm.registrations.services import cancel, leave
from forum.models import Edition

from .counting import house_of
from .entering import Entered, come_in, locked, standing_of, why_not
from .models import CheckIn, How
from .opening import must_be_running

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTICE = "forum"
ADMITTED = uuid.UUID("5a0c3f0e-6f5b-4a0e-9f0d-2f6f1d9a7c11")
CAME = "Entrée au Forum sans place retenue."
TWICE = "Cette adresse est déjà inscrite : cherchez la personne par son nom."


class Full(Refused):
    """The house is full: somebody may still be let in, when whoever stands at the door says so."""


@dataclass(frozen=True)
class WalkIn:
    last_name: str
    first_name: str = ""
    organisation: str = ""
    email: str = ""


@transaction.atomic
def walk_in(
    edition: Edition,
    who: WalkIn,
    *,
    form_key: uuid.UUID | None = None,
    despite_full: bool = False,
    door: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> Entered:
    """Register somebody who came and let them in, once a form. Raises Full, or Refused."""
    now = at or timezone.now()
    must_be_running(edition, now)
    roster = align(edition)
    key = form_key or uuid.uuid4()
    if known := CheckIn.objects.filter(participant__registration__form_key=key).first():
        return Entered(known, already=True)
    if not despite_full and (words := house_of(edition).full):
        raise Full(words)
    registration = _written(edition, who, key, by, now)
    [participant] = groups.write(
        registration, [Coming(who.last_name, who.first_name, who.organisation)]
    )
    # A seat when one is left; beyond, they are counted among those inside.
    seat_group(roster, [participant])
    return Entered(come_in(participant, registration, How.WALK_IN, door, by, now))


def _written(
    edition: Edition, who: WalkIn, key: uuid.UUID, by: User | None, now: datetime
) -> Registration:
    try:
        with transaction.atomic():
            row = Registration.objects.create(
                edition=edition, form_key=key, first_name=who.first_name,
                last_name=who.last_name, email=normalise_email(who.email), organisation=who.organisation,
                wording=current_wording(NOTICE, now), walk_in=True,
                state=RegistrationState.CONFIRMED, registered_at=now, confirmed_at=now,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(TWICE) from error
    record(Action.CREATED, row, by=by, after=row.state, at=now)
    return row


@transaction.atomic
def admit(
    participant: Participant,
    *,
    despite_full: bool = False,
    door: str = "",
    by: User,
    at: datetime | None = None,
) -> Entered:
    """Let in somebody who holds no place, as one who came without a registration; once each.

    What they waited for is given up: they are here. Raises Full, or Refused.
    """
    now = at or timezone.now()
    must_be_running(participant.registration.edition, now)
    align(participant.registration.edition)
    registration = locked(participant.registration_id)
    row = Participant.objects.get(pk=participant.pk)
    if standing := standing_of(row):
        return Entered(standing, already=True)
    if not why_not(row, registration):
        return Entered(come_in(row, registration, How.NAME, door, by, now))
    key = key_of_admission(row)
    if again := Participant.objects.filter(registration__form_key=key).first():
        return _again(again, door, by, now)
    who = WalkIn(row.last_name, row.first_name, row.organisation)
    entered = walk_in(
        registration.edition, who, form_key=key, despite_full=despite_full, door=door, by=by, at=now
    )
    if registration.state in LIVE and row.left_at is None:
        _give_up(row, registration, by, now)
    return entered


def _give_up(row: Participant, registration: Registration, by: User, now: datetime) -> None:
    if [one.pk for one in coming(registration)] == [row.pk]:
        cancel(registration, reason=CAME, by=by, at=now)
    else:
        leave(row, by=by, at=now)


def _again(participant: Participant, door: str, by: User | None, now: datetime) -> Entered:
    """Somebody who was admitted, taken back by mistake perhaps, and comes again."""
    if standing := standing_of(participant):
        return Entered(standing, already=True)
    return Entered(come_in(participant, participant.registration, How.WALK_IN, door, by, now))


def key_of_admission(participant: Participant) -> uuid.UUID:
    """The key of the registration by which a participant without a place is let in: always the same."""
    return uuid.uuid5(ADMITTED, str(participant.pk))
