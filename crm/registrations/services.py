"""The doors of registrations for the Forum: taken, confirmed by who received the letter, called off."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.consents.models import Wording
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.contacts import normalise_email
from crm.waiting import services as waiting
from crm.waiting.promoting import ahead_of
from editorial.plugins import FORUM_EDITION
from forum.models import Edition

from . import groups, letters
from .changing import change, leave
from .contents import Group
from .models import LIVE, Participant, Registration, RegistrationState, Roster
from .moving import hold, move
from .releasing import cancel, release_all
from .seats import align, coming, places_left, seat_group
from .waitlist import promote_edition, promote_slots, why_blocked
from .windows import refusal
from .workshops import (
    answer_workshop,
    check_choices,
    keep_choices,
    leave_workshop,
    settle_wishes,
    take_workshop,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "answer_workshop",
    "cancel",
    "change",
    "confirm",
    "expire_pending",
    "leave",
    "leave_workshop",
    "register",
    "take_workshop",
]

ALREADY = "Cette adresse est déjà inscrite à cette édition."
NO_ROOM = "Le Forum est complet, et sa liste d’attente est close."
NOT_CONFIRMED = "Adresse non confirmée dans le délai."


@transaction.atomic
def register(
    edition: Edition,
    group: Group,
    *,
    form_key: uuid.UUID | None = None,
    wording: Wording | None = None,
    invitations_wording: Wording | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Registration:
    """Register a group. The same form key twice is one registration.

    The public confirms its address before anything is sure; its places are kept meanwhile when there
    are enough for all. An agent's is confirmed at once, or waits when the Forum is full. An address
    that is registered already receives its own link, and whoever typed it learns nothing.
    """
    now = at or timezone.now()
    groups.check(group, by_agent=by is not None)
    roster = align(edition)
    if form_key and (known := Registration.objects.filter(form_key=form_key).first()):
        return known
    if why := refusal(roster.edition, now, by_agent=by is not None):
        raise Refused(why)
    promote_edition(roster.edition_id, now)
    check_choices(roster, group.people)
    if places_left(roster) < len(group.people) and (why := why_blocked(roster, now)):
        raise Refused(NO_ROOM)
    # Last: what is refused above is refused the same whether the address is known or not.
    if same := _same_address(roster, group.email, now):
        if by is not None:
            raise Refused(ALREADY)
        letters.known(same, now)
        return same
    row = Registration.objects.create(
        edition=roster.edition,
        form_key=form_key or uuid.uuid4(),
        wording=wording,
        invitations_wording=invitations_wording if group.wants_invitations else None,
        wants_invitations=group.wants_invitations,
        origin=group.origin[:40],
        declared_source=group.declared_source.strip()[:240],
        registered_at=now,
        confirm_before=now + timedelta(hours=settings.FORUM_CONFIRM_HOURS),
        **groups.answers_of(group),
    )
    people = groups.write(row, group.people)
    record(Action.CREATED, row, by=by, at=now)
    held = seat_group(roster, people)
    _choose(roster, people, group, held=held)
    if by is None:
        letters.to_confirm(row, held, now)
    else:
        settle(roster, row, by=by, at=now)
    return row


def _choose(roster: Roster, people: list[Participant], group: Group, *, held: bool) -> None:
    chosen = [(one, said.workshops) for one, said in zip(people, group.people, strict=True)]
    if held:
        keep_choices(roster, chosen)
        return
    for one, workshops in chosen:
        one.wishes = list(workshops)
    Participant.objects.bulk_update(people, ["wishes"])


def _same_address(roster: Roster, email: str, now: datetime) -> Registration | None:
    address = normalise_email(email)
    if not address:
        return None
    rows = Registration.objects.filter(edition=roster.edition, email=address, state__in=LIVE)
    same = rows.first()
    if same is not None:
        same.edition = roster.edition
        if same.confirm_before is not None and same.confirm_before <= now:
            _end_pending(same, now)
            return None
    return same


@transaction.atomic
def confirm(registration: Registration, *, at: datetime | None = None) -> Registration:
    """Whoever received the letter says that they come. Done twice, nothing more happens."""
    now = at or timezone.now()
    roster, row = hold(registration)
    if row.state in {
        RegistrationState.CONFIRMED,
        RegistrationState.WAITLISTED,
        RegistrationState.OFFERED,
    }:
        return row
    if row.state == RegistrationState.CANCELLED:
        raise Refused("Cette inscription est annulée\u00a0: inscrivez-vous de nouveau.")
    if why := refusal(roster.edition, now, by_agent=True):
        raise Refused(why)
    settle(roster, row, by=None, at=now)
    registration.refresh_from_db()
    return row


def settle(roster: Roster, row: Registration, *, by: User | None, at: datetime) -> None:
    """The address is proven: a place for each, or a turn on the list. Everything is locked."""
    row.address_proven_at = at
    row.save(update_fields=["address_proven_at"])
    people = coming(row)
    if seat_group(roster, people):
        move(row, RegistrationState.CONFIRMED, by=by, at=at)
        settle_wishes(roster, people, at)
        letters.confirmed(row, people, at)
        return
    if why_blocked(roster, at):
        raise Refused(NO_ROOM)
    move(row, RegistrationState.WAITLISTED, by=by, at=at)
    entry = waiting.join(
        FORUM_EDITION, str(row.edition_id), person=None, reference=str(row.pk),
        party_size=len(people), by=by, at=at,
    )  # fmt: skip
    letters.waitlisted(row, ahead_of(entry), len(people), at)


def expire_pending(at: datetime) -> int:
    """Give back the places of those who never confirmed their address. Return how many ended."""
    ids = list(
        Registration.objects.overdue(at).order_by("confirm_before").values_list("pk", flat=True)
    )
    return sum(_expire(pk, at) for pk in ids)


@transaction.atomic
def _expire(pk: int, at: datetime) -> bool:
    _, row = hold(Registration.objects.get(pk=pk))
    if (
        row.state != RegistrationState.PENDING
        or row.confirm_before is None
        or row.confirm_before > at
    ):
        return False
    _end_pending(row, at)
    return True


def _end_pending(row: Registration, at: datetime) -> None:
    move(row, RegistrationState.CANCELLED, reason=NOT_CONFIRMED, at=at)
    give_on(row, release_all(row, NOT_CONFIRMED, by=None, at=at), at)


def give_on(row: Registration, slots: Iterable[int], at: datetime) -> None:
    promote_edition(row.edition_id, at)
    promote_slots(slots, at)
