"""What is forgotten of mailings: to which address each letter went. That it went stays in the file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from crm.consents.suppression import digest
from crm.letters.models import LetterState

from .models import Recipient
from .running import note_departures

FORGOTTEN = {"email": "", "fields": {}}


def old(before: datetime) -> QuerySet[Recipient]:
    """Those of mailings launched before a moment, whose letter waits no more."""
    rows = Recipient.objects.exclude(email="").filter(mailing__launched_at__lt=before)
    return rows.exclude(letter__state__in=[LetterState.QUEUED, LetterState.SENDING])


def forget_old(before: datetime) -> int:
    """Empty the addresses; the links of their letters still work."""
    note_departures()
    return old(before).update(**FORGOTTEN)


def forget_addresses(addresses: Iterable[str]) -> None:
    """Forget those who were written to without a file, given by their addresses as compared."""
    known = list(addresses)
    digests = [digest(one) for one in known]
    rows = Recipient.objects.filter(Q(email__in=known) | Q(digest__in=digests))
    rows.update(**FORGOTTEN, digest="")
