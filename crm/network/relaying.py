"""Messages relayed without an address being shown, their abuse, and people introduced to each other."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.contacts import normalise_email
from crm.people.services import heard_from

from . import letters
from .models import MESSAGE_PATHS, Card, ContactMessage, Introduction, MessageState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GONE = "Cette personne n’est plus dans l’annuaire."


@transaction.atomic
def relay(
    card: Card,
    form_key: uuid.UUID,
    *,
    name: str,
    email: str,
    text: str,
    at: datetime | None = None,
) -> ContactMessage | None:
    """Bring a visitor's message to the person of a public card; the same form twice is one letter.

    None, and nothing kept, from an address whose message was found to be spam: the sender is not told.
    """
    now = at or timezone.now()
    if not Card.objects.public(timezone.localdate(now)).filter(pk=card.pk).exists():
        raise Refused(GONE)
    key = normalise_email(email)
    if ContactMessage.objects.filter(email_key=key, state=MessageState.SPAM).exists():
        return None
    message, new = ContactMessage.objects.get_or_create(
        form_key=form_key,
        defaults={
            "card": card,
            "name": name,
            "email": email,
            "email_key": key,
            "text": text,
            "received_at": now,
        },
    )
    if new:
        letters.relay(message)
    return message


@transaction.atomic
def report(message: ContactMessage, *, at: datetime | None = None) -> None:
    """The person says that a message is an abuse; said twice, it is said once."""
    now = at or timezone.now()
    locked = _hold(message)
    if locked.state == MessageState.RELAYED:
        locked.reported_at = now
        _move(locked, MessageState.REPORTED, None, now)
        heard_from(locked.card.person, at=now)


@transaction.atomic
def judge(
    message: ContactMessage, *, spam: bool, by: User | None, at: datetime | None = None
) -> None:
    """An advisor reads a reported message: spam, its sender is relayed no more; else it was fair."""
    locked = _hold(message)
    to = MessageState.SPAM if spam else MessageState.RELAYED
    _move(locked, to, by, at or timezone.now())


def _hold(message: ContactMessage) -> ContactMessage:
    rows = ContactMessage.objects.select_for_update(of=("self",)).select_related("card__person")
    return rows.get(pk=message.pk)


def _move(locked: ContactMessage, to: MessageState, by: User | None, now: datetime) -> None:
    """The only door between the states of a message."""
    before = MessageState(locked.state)
    if to not in MESSAGE_PATHS[before]:
        raise Refused(
            f"Un message «\u00a0{before.label}\u00a0» ne devient pas «\u00a0{to.label}\u00a0»."
        )
    locked.state = to
    locked.save(update_fields=["state", "reported_at"])
    record(
        Action.MOVED,
        locked,
        by=by,
        person_id=locked.card.person_id,
        before=before,
        after=to,
        at=now,
    )


@transaction.atomic
def introduce(
    first: Card, second: Card, words: str, *, by: User | None, at: datetime | None = None
) -> Introduction:
    """Tell two people of the directory of each other, by their public cards. Logged, a letter to both."""
    now = at or timezone.now()
    if first.pk == second.pk:
        raise Refused("Une mise en relation réunit deux personnes\u00a0: choisissez-en une autre.")
    if not words.strip():
        raise Refused("Dites pourquoi elles gagneraient à se connaître.")
    public = Card.objects.public(timezone.localdate(now)).select_related("person", "commune")
    cards = {card.pk: card for card in public.filter(pk__in=[first.pk, second.pk])}
    if len(cards) < 2:
        raise Refused(
            "Toutes deux doivent être dans l’annuaire aujourd’hui, et d’accord pour y être."
        )
    one, other = cards[first.pk], cards[second.pk]
    row = Introduction.objects.create(
        first=one.person, second=other.person, words=words.strip(), at=now, by=by
    )
    for person in (one.person, other.person):
        record(Action.CREATED, row, by=by, person_id=person.pk, at=now)
    letters.introduce(row, one.person, other)
    letters.introduce(row, other.person, one)
    return row
