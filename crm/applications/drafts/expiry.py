"""A draft that nobody touches for ninety days is forgotten with its files; its writer is told a week before."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from crm.applications.models import Draft

from . import letters
from .services import forget

LASTS, NOTICE = timedelta(days=90), timedelta(days=7)
AT_ONCE = 500


def ends_at(draft: Draft) -> datetime:
    return draft.saved_at + LASTS


def announce(at: datetime) -> int:
    """Write to those whose draft goes within a week, once each. Return how many."""
    soon = (
        Draft.objects.open().left_since(at - LASTS + NOTICE).filter(saved_at__gt=at - LASTS)
    ).filter(warned_at__isnull=True)
    return sum(_announce(pk, at) for pk in soon.values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _announce(pk: int, at: datetime) -> bool:
    rows = Draft.objects.select_for_update().open().left_since(at - LASTS + NOTICE)
    draft = rows.filter(pk=pk, warned_at__isnull=True).first()
    if draft is None:
        return False
    draft.warned_at = at
    draft.save(update_fields=["warned_at"])
    letters.announce_end(draft, ends_at(draft), at)
    return True


def forget_old(at: datetime) -> int:
    """Forget the drafts of ninety days, those that were sent too. Return how many."""
    old = Draft.objects.left_since(at - LASTS).values_list("pk", flat=True)[:AT_ONCE]
    return sum(_forget(pk, at) for pk in old)


@transaction.atomic
def _forget(pk: int, at: datetime) -> bool:
    draft = Draft.objects.select_for_update().left_since(at - LASTS).filter(pk=pk).first()
    if draft is not None:
        forget(draft, at=at)
    return draft is not None
