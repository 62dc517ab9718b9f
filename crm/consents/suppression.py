"""Addresses to which nothing may be sent any more. Only a keyed hash of each is kept.

A scope is EVERYTHING, or the code of an audience. Losing the key (SUPPRESSION_KEY) is losing the list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from crm.registers.calendar import add_months

from .models import EVERYTHING, Suppression, SuppressionReason

AT_ONCE = 400
SALT = "crm.consents.suppression"
# Said by somebody, or by a server that was wrong once: a new proof of the address ends them.
ENDED_BY_A_PROOF = (SuppressionReason.UNSUBSCRIBED, SuppressionReason.BOUNCED)


def digest(address: str) -> str:
    """The keyed hash of an address, brought to the form in which addresses compare."""
    key = settings.SUPPRESSION_KEY or None
    return salted_hmac(SALT, address.strip().casefold(), key, algorithm="sha256").hexdigest()


def suppress(
    address: str,
    *,
    scope: str = EVERYTHING,
    reason: SuppressionReason,
    at: datetime | None = None,
) -> Suppression:
    """Write an address in the list; an objection said later takes the place of a lesser reason."""
    return suppress_digest(digest(address), scope=scope, reason=reason, at=at)


def suppress_digest(
    known: str, *, scope: str, reason: SuppressionReason, at: datetime | None = None
) -> Suppression:
    now = at or timezone.now()
    row, new = Suppression.objects.get_or_create(
        digest=known, scope=scope, defaults={"reason": reason, "at": now}
    )
    lasting = {SuppressionReason.OBJECTION, SuppressionReason.COMPLAINT}
    if not new and reason in lasting and row.reason not in lasting:
        row.reason, row.at = reason, now
        row.save(update_fields=["reason", "at"])
    return row


def about(address: str) -> QuerySet[Suppression]:
    """What the list holds of an address."""
    return Suppression.objects.filter(digest=digest(address))


def is_suppressed(address: str, scope: str = EVERYTHING) -> bool:
    return about(address).filter(scope__in={EVERYTHING, scope}).exists()


def suppressed_among(addresses: Iterable[str], scope: str = EVERYTHING) -> set[str]:
    """Which of some addresses may not be written to in a scope, as they were given. A query per 400."""
    found: set[str] = set()
    waiting = iter(addresses)
    while some := list(islice(waiting, AT_ONCE)):
        found.update(_among(some, scope))
    return found


def _among(addresses: Collection[str], scope: str) -> Iterator[str]:
    known = {address: digest(address) for address in addresses}
    rows = Suppression.objects.filter(digest__in=set(known.values()), scope__in={EVERYTHING, scope})
    found = set(rows.values_list("digest", flat=True))
    return (address for address, one in known.items() if one in found)


def lift(
    address: str,
    scope: str = EVERYTHING,
    *,
    reasons: Collection[SuppressionReason] = tuple(SuppressionReason),
) -> int:
    """Take an address out of one scope, when it is there for one of these reasons. How many rows went."""
    return about(address).filter(scope=scope, reason__in=reasons).delete()[0]


def confirmed(address: str, scope: str = EVERYTHING) -> None:
    """Somebody proved that they read this address and asked for this scope again (double opt-in).

    What they objected to as a whole stays: only the team lifts it.
    """
    ended = Q(scope=scope, reason__in=ENDED_BY_A_PROOF)
    ended |= Q(scope=EVERYTHING, reason=SuppressionReason.BOUNCED)
    about(address).filter(ended).delete()


def forget(at: datetime) -> int:
    """Delete what is older than SUPPRESSION_MONTHS. An objection holds that long, and is asked again after."""
    day = add_months(timezone.localdate(at), -settings.SUPPRESSION_MONTHS)
    return Suppression.objects.filter(at__date__lt=day).delete()[0]
