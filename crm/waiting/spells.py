"""When each entry was in its list: written with every state, read as of any day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import LIVE, WaitEntry, WaitSpell, WaitState


def open_spells(entries: Iterable[WaitEntry]) -> None:
    """Note that entries are in their lists from the moment at which they joined."""
    WaitSpell.objects.bulk_create(
        (WaitSpell(entry=entry, began_at=entry.joined_at) for entry in entries), batch_size=500
    )


def follow(entry: WaitEntry, before: WaitState, to: WaitState, at: datetime) -> None:
    """Open or close the spell of an entry that goes from a state to another, behind its lock."""
    if before in LIVE and to not in LIVE:
        for spell in entry.spells.filter(ended_at__isnull=True):  # type: ignore[attr-defined]
            # History that is loaded late may end before it was noted.
            spell.ended_at, spell.ended_as = max(at, spell.began_at), to
            spell.save(update_fields=["ended_at", "ended_as"])
    elif before not in LIVE and to in LIVE:
        WaitSpell.objects.create(entry=entry, began_at=at)


def waiting_on(kind: str, day: date) -> QuerySet[WaitSpell]:
    """The spells of a kind of list that ran at the end of a day: one a person who waited there.

    Someone who was made an offer waits until it is answered.
    """
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    still = Q(ended_at__isnull=True) | Q(ended_at__gte=end)
    return WaitSpell.objects.filter(
        still, entry__waiting_list__kind=kind, began_at__lt=end
    ).select_related("entry")


def accepted_between(kind: str, start: date, end: date) -> QuerySet[WaitSpell]:
    """The spells that ended by a yes from a day to another, that last one included."""
    first = timezone.make_aware(datetime.combine(start, time()))
    beyond = timezone.make_aware(datetime.combine(end + timedelta(days=1), time()))
    return WaitSpell.objects.filter(
        entry__waiting_list__kind=kind,
        ended_as=WaitState.ACCEPTED,
        ended_at__gte=first,
        ended_at__lt=beyond,
    ).select_related("entry")
