"""Somebody leaves an audience: at once, whatever waits for them, and for good until they ask again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.consents import services as consents
from crm.consents import suppression
from crm.consents.models import EVERYTHING, Consent, Purpose, Suppression, SuppressionReason
from crm.letters import bulk
from crm.letters.models import Letter
from crm.people.contacts import normalise_email
from crm.people.models import ContactKind, ContactPoint, Person

from .audiences import AUDIENCES
from .models import Mailing, MailingState, Recipient
from .sorting import NOT_AGREED

BY_LINK = "lien de désabonnement"
BY_MAIL = "courriel de désabonnement"
BY_READER = "bouton de la messagerie"


def has_left(recipient: Recipient) -> bool:
    """Whether nothing of the audience of a letter reaches its address any more."""
    scopes = {EVERYTHING, recipient.mailing.audience}
    return Suppression.objects.filter(digest=recipient.digest, scope__in=scopes).exists()


@transaction.atomic
def leave(recipient: Recipient, how: str, *, at: datetime | None = None) -> None:
    """Take an address out of the audience of a letter that it received. Twice is once."""
    now = at or timezone.now()
    row = Recipient.objects.select_for_update().get(pk=recipient.pk)
    scope = recipient.mailing.audience
    address = row.email or _still_there(scope, row.digest, now)
    if not scope or not row.digest or _gone(row, address, scope, now):
        return
    suppression.suppress_digest(
        row.digest, scope=scope, reason=SuppressionReason.UNSUBSCRIBED, at=now
    )
    if not address:
        return
    if scope in AUDIENCES:
        AUDIENCES[scope].leave(address, how, now)
    _withdraw(_people(address, row), scope, how, now)
    withhold(scope, [address])


def _gone(row: Recipient, address: str, scope: str, now: datetime) -> bool:
    known = Suppression.objects.filter(digest=row.digest, scope=scope).exists()
    return known and not (address and scope in AUDIENCES and AUDIENCES[scope].agrees(address, now))


def _still_there(scope: str, digest: str, now: datetime) -> str:
    """The address of an old letter, emptied since: found among those who still agree."""
    if scope not in AUDIENCES:
        return ""
    members = (normalise_email(one.email) for one in AUDIENCES[scope].members(now))
    return next((one for one in members if suppression.digest(one) == digest), "")


def _people(address: str, row: Recipient) -> set[int]:
    """Those who are reached at an address, and whom the letter was written to."""
    points = ContactPoint.objects.filter(kind=ContactKind.EMAIL, normalised=address)
    found = set(points.values_list("person_id", flat=True))
    if row.person_id:
        found.add(row.person_id)
    alive = Person.objects.alive().filter(Q(pk__in=found) | Q(merged_from__in=found))
    return set(alive.values_list("pk", flat=True))


def _withdraw(people: Iterable[int], scope: str, how: str, now: datetime) -> None:
    """Note on their files that they withdrew, where the last word was an agreement."""
    if scope not in Purpose.values:
        return
    words = Consent.objects.filter(person__in=people, purpose=scope)
    for word in words.current().filter(given=True).select_related("person"):
        consents.note(word.person, Purpose(scope), given=False, channel=how, at=now)


def withhold(scope: str, addresses: Iterable[str]) -> int:
    """Keep what an audience still has in the queue from reaching some addresses."""
    going = Mailing.objects.filter(
        audience=scope, state__in=[MailingState.SENDING, MailingState.PAUSED]
    )
    batches = [mailing.batch for mailing in going.only("pk")]
    letters = Letter.objects.filter(batch__in=batches, to__in=list(addresses))
    return bulk.withhold(letters, NOT_AGREED)


def withdrawn(word: Consent) -> None:
    """An agreement was withdrawn on a file: nothing that waits reaches its addresses."""
    points = ContactPoint.objects.filter(kind=ContactKind.EMAIL, person=word.person_id)
    withhold(word.purpose, points.values_list("normalised", flat=True))


def masked(address: str) -> str:
    """« e•••@example.org »: enough for its reader to know it, not for who finds the letter."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}•••@{domain}" if domain else ""
