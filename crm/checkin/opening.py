"""Which edition the doors open on, and when: the eve to look, the days of the Forum to let in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from crm.journal.refusal import Refused
from editorial.dates import period
from forum.models import Edition


def at_the_doors(at: datetime) -> Edition | None:
    """The edition of today or of the next days. Names are looked up at the doors for no other."""
    today = timezone.localdate(at)
    soon = today + timedelta(days=settings.FORUM_DOORS_DAYS_BEFORE)
    standing = Edition.objects.filter(cancelled_on__isnull=True, postponed=False)
    return standing.to_come(today).filter(starts_on__lte=soon).first()


def is_running(edition: Edition, at: datetime) -> bool:
    today = timezone.localdate(at)
    stands = edition.cancelled_on is None and not edition.postponed
    return stands and edition.starts_on <= today <= edition.ends_on


def must_be_running(edition: Edition, at: datetime) -> None:
    """Raise Refused on another day than those of the edition."""
    if not is_running(edition, at):
        raise Refused(
            f"Les entrées se pointent {period(edition.starts_on, edition.ends_on)}, pas un autre jour."
        )
