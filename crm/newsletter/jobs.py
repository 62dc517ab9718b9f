"""What time does to subscriptions: addresses that never confirmed go, files are followed, old proofs end."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.consents import suppression
from crm.journal.models import Action
from crm.journal.services import record
from crm.registers.calendar import add_months

from .membership import refusals
from .models import Subscriber, SubscriberState
from .services import AUDIENCE, confirm_within, end, forget_beside

# Addresses looked at in one transaction.
AT_ONCE = 200


def see_to_subscriptions(at: datetime) -> int:
    """Each day. Safe to run twice and from two machines. Return how many rows were forgotten."""
    gone = forget_unconfirmed(at)
    follow_refusals(at)
    follow_suppressions(at)
    return gone + forget_proofs(at)


@transaction.atomic
def forget_unconfirmed(at: datetime) -> int:
    """Delete the addresses that were not confirmed in time, with the letters that asked."""
    late = Subscriber.objects.pending().filter(asked_at__lte=at - confirm_within())
    rows = list(late.select_for_update().order_by("pk"))
    for row in rows:
        forget_beside(row)
        record(Action.DELETED, row, at=at)
        row.delete()
    return len(rows)


def follow_refusals(at: datetime) -> int:
    """End the subscriptions of people who have since said no to an advisor."""
    refused = refusals()
    confirmed = Subscriber.objects.confirmed().values_list("email", "confirmed_at")
    return _end(
        [one for one, day in confirmed.iterator() if day and one in refused and refused[one] > day],
        SubscriberState.UNSUBSCRIBED,
        how="refus noté dans son dossier",
        at=at,
    )


def follow_suppressions(at: datetime) -> int:
    """End the subscriptions of addresses that were set aside elsewhere: returned letters, objections."""
    known = list(Subscriber.objects.confirmed().values_list("email", flat=True))
    aside = suppression.suppressed_among(known, AUDIENCE)
    returned = {one for one in aside if suppression.about(one).filter(reason="bounced").exists()}
    ended = _end(sorted(returned), SubscriberState.BOUNCED, how="courrier revenu", at=at)
    rest = sorted(aside - returned)
    return ended + _end(rest, SubscriberState.UNSUBSCRIBED, how="adresse écartée", at=at)


def _end(addresses: list[str], to: SubscriberState, *, how: str, at: datetime) -> int:
    ended = 0
    for start in range(0, len(addresses), AT_ONCE):
        some = addresses[start : start + AT_ONCE]
        with transaction.atomic():
            rows = Subscriber.objects.confirmed().select_for_update().filter(email__in=some)
            for row in rows.order_by("pk"):
                end(row, to, how=how, now=at)
                ended += 1
    return ended


def forget_proofs(at: datetime) -> int:
    """Delete what remained of those who left so many months ago: nothing is to be proved any more."""
    day = add_months(timezone.localdate(at), -settings.NEWSLETTER["proof_months"])
    limit = timezone.localtime(at).replace(year=day.year, month=day.month, day=day.day)
    return Subscriber.objects.gone().filter(left_at__lt=limit).delete()[0]
