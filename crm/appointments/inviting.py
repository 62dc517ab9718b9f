"""Asking a person of a file to choose a slot: sent, reminded once, withdrawn, used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey
from crm.people.models import Person
from crm.people.reaching import mail_address

from . import letters
from .models import AppointmentParty, Audience, Invitation, Place, Reason
from .services import book
from .slots import Search
from .wishes import Guest, Wish

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def invite(
    person: Person,
    reason: Reason,
    advisors: Sequence[User],
    until: date,
    *,
    place: str = "",
    words: str = "",
    by: User | None,
    at: datetime | None = None,
) -> Invitation:
    """Send a link by which a person chooses a slot. Raises Refused when nothing could be chosen."""
    now = at or timezone.now()
    Person.objects.select_for_update().get(pk=person.pk)
    if not mail_address(person):
        raise Refused(
            "Ce dossier n’a pas d’adresse électronique : prenez le rendez-vous avec la personne."
        )
    if until < timezone.localdate(now):
        raise Refused("Laissez au moins jusqu’à aujourd’hui pour choisir.")
    if reason.is_collective or reason.audience == Audience.DESK or not reason.active:
        raise Refused("Ce motif ne se propose pas par invitation.")
    if place and place not in reason.places:
        raise Refused("Ce motif ne se tient pas de cette façon.")
    waiting = Invitation.objects.waiting(timezone.localdate(now))
    if waiting.filter(person=person, reason=reason).exists():
        raise Refused("Une invitation pour ce motif attend déjà sa réponse.")
    row = Invitation.objects.create(
        person=person, journey=Journey.objects.running_for(person), reason=reason, place=place, until=until,
        words=words.strip(), sent_at=now, sent_by=by,
    )  # fmt: skip
    row.advisors.set(advisors)
    record(Action.CREATED, row, by=by, person_id=person.pk, at=now)
    letters.invite(row, now)
    return row


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User | None, at: datetime | None = None) -> None:
    """The link answers nothing any more."""
    now = at or timezone.now()
    locked = _hold(invitation)
    if locked.party_id:
        raise Refused("Un rendez-vous a déjà été pris sur cette invitation : annulez-le.")
    if locked.withdrawn_at is None:
        locked.withdrawn_at = now
        locked.save(update_fields=["withdrawn_at"])
        record(
            Action.CHANGED, locked, by=by, person_id=locked.person_id,
            fields=["withdrawn_at"], at=now,
        )  # fmt: skip
    invitation.refresh_from_db()


def search_of(invitation: Invitation, place: Place) -> Search:
    advisors = frozenset(invitation.advisors.values_list("pk", flat=True))
    return Search(invitation.reason, place, advisors)


def places_of(invitation: Invitation) -> list[Place]:
    return [Place(invitation.place)] if invitation.place else invitation.reason.places


@transaction.atomic
def answer(
    invitation: Invitation,
    wish: Wish,
    guest: Guest,
    *,
    at: datetime | None = None,
) -> AppointmentParty:
    """Book what was chosen. Twice is one booking. Raises Taken when the hour went meanwhile."""
    now = at or timezone.now()
    locked = _hold(invitation)
    if locked.party is not None:
        return locked.party
    if locked.withdrawn_at or locked.until < timezone.localdate(now):
        raise Refused(
            "Cette invitation n’est plus ouverte : appelez-nous, nous trouverons une heure."
        )
    party = book(wish, guest, at=now)
    locked.party = party
    locked.save(update_fields=["party"])
    invitation.refresh_from_db()
    return party


def _hold(invitation: Invitation) -> Invitation:
    # Alone: what a joined row said before the lock was waited for would be believed.
    return Invitation.objects.select_for_update().get(pk=invitation.pk)
