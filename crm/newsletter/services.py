"""The doors of a subscription: asked for, confirmed by its reader, left. One function between its states."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.consents import suppression
from crm.consents.models import Consent, Purpose, SuppressionReason, Wording
from crm.consents.services import note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters import links
from crm.letters.services import letters_of
from crm.people.contacts import normalise_email
from crm.people.models import ContactKind, Person

from . import letters
from .models import PATHS, Channel, Subscriber, SubscriberState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORDING = "lettre-abonnement"
AUDIENCE = "newsletter"
TOO_LATE = (
    "Ce lien n’est plus valable\u00a0: il fallait confirmer sous sept jours. Demandez la lettre encore "
    "une fois."
)


def confirm_within() -> timedelta:
    return timedelta(days=settings.NEWSLETTER["confirm_days"])


@transaction.atomic
def subscribe(
    email: str,
    *,
    form_key: uuid.UUID,
    channel: Channel = Channel.PAGE,
    origin: str = "",
    wording: Wording | None = None,
    at: datetime | None = None,
) -> Subscriber:
    """Write to an address that asks for the newsletter: nothing else is sent before it confirms.

    Whoever calls tells everybody the same, whatever was known of the address.
    """
    now = at or timezone.now()
    address = normalise_email(email)
    asked = {
        "form_key": form_key,
        "channel": channel,
        "origin": origin,
        "wording": wording,
        "asked_at": now,
    }
    row, new = Subscriber.objects.get_or_create(
        email=address, defaults=asked | {"trace": suppression.digest(address)}
    )
    row = Subscriber.objects.select_for_update().get(pk=row.pk)
    if new:
        record(Action.CREATED, row, at=now)
    elif row.state == SubscriberState.PENDING:
        for name, value in asked.items():
            setattr(row, name, value)
        row.save(update_fields=list(asked))
    if row.state == SubscriberState.PENDING:
        letters.to_confirm(row, now)
    elif row.state == SubscriberState.CONFIRMED:
        letters.already_there(row, now)
    return row


@transaction.atomic
def confirm(row: Subscriber, *, at: datetime | None = None) -> Subscriber:
    """Its reader acted through the letter: the address is theirs, and they agreed. Twice is once."""
    now = at or timezone.now()
    locked = Subscriber.objects.select_for_update().get(pk=row.pk)
    if locked.state == SubscriberState.CONFIRMED:
        return locked
    if locked.state == SubscriberState.PENDING and locked.asked_at + confirm_within() <= now:
        raise Refused(TOO_LATE)
    locked.confirmed_at = now
    _move(locked, SubscriberState.CONFIRMED, now=now, fields=["confirmed_at"])
    suppression.confirmed(locked.email, AUDIENCE)
    return locked


@transaction.atomic
def leave(address: str, how: str, at: datetime | None = None) -> None:
    """An address leaves: its subscription ends, and so does what its people had agreed to in their files."""
    now = at or timezone.now()
    known = normalise_email(address)
    for row in Subscriber.objects.select_for_update().filter(email=known):
        end(row, SubscriberState.UNSUBSCRIBED, how=how, now=now)
    for person in agreeing_at(known):
        note(person, Purpose.NEWSLETTER, given=False, channel=how[:40], at=now)


@transaction.atomic
def take_off(address: str, *, bounced: bool, by: User, at: datetime | None = None) -> bool:
    """An agent takes an address off: somebody asked for it, or nothing is received there any more.

    The address may come back by confirming its own e-mail, as any other. False when it was unknown.
    """
    now = at or timezone.now()
    known = normalise_email(address)
    state = SubscriberState.BOUNCED if bounced else SubscriberState.UNSUBSCRIBED
    how = "adresse en erreur" if bounced else "à sa demande"
    reason = SuppressionReason.BOUNCED if bounced else SuppressionReason.UNSUBSCRIBED
    rows = list(Subscriber.objects.select_for_update().filter(email=known))
    people = list(agreeing_at(known))
    if not rows and not people:
        return False
    for row in rows:
        end(row, state, how=how, now=now, by=by)
    for person in [] if bounced else people:  # an address that fails is not a person who says no
        note(person, Purpose.NEWSLETTER, given=False, channel=how, by=by, at=now)
    suppression.suppress(known, scope=AUDIENCE, reason=reason, at=now)
    return True


def agreeing_at(address: str) -> list[Person]:
    """The people whose last word in their file is a yes, and who may be reached at a normalised address."""
    yes = Consent.objects.filter(purpose=Purpose.NEWSLETTER).current().filter(given=True).order_by()
    reached = Person.objects.alive().filter(
        contact_points__kind=ContactKind.EMAIL, contact_points__normalised=address
    )
    return list(reached.filter(pk__in=yes.values("person")).distinct())


def end(
    locked: Subscriber,
    to: SubscriberState,
    *,
    how: str,
    now: datetime,
    by: User | None = None,
) -> None:
    """End a subscription, its address erased; one that was never confirmed leaves nothing."""
    forget_beside(locked)
    if locked.state == SubscriberState.PENDING:
        record(Action.DELETED, locked, by=by, at=now)
        locked.delete()
        return
    locked.email, locked.left_at, locked.left_by = "", now, how[:80]
    _move(locked, to, now=now, by=by, fields=["email", "left_at", "left_by"])


def forget_beside(row: Subscriber) -> None:
    """The letters that asked an address to confirm hold it too, and so do their links."""
    letters_of(letters.key_of(row)).delete()
    links.forget(letters.CONFIRM_LINK, str(row.pk))


def _move(
    locked: Subscriber,
    to: SubscriberState,
    *,
    now: datetime,
    by: User | None = None,
    fields: list[str],
) -> None:
    """The only door between the states of a subscription; `fields` were set by the caller."""
    before = SubscriberState(locked.state)
    if to not in PATHS[before]:
        raise Refused("Cet abonnement est terminé.")
    locked.state = to
    locked.save(update_fields=["state", *fields])
    record(Action.MOVED, locked, by=by, before=before, after=to, at=now)
