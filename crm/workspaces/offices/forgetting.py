"""Requests of people who are forgotten, and those that are too old to say who asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from crm.letters.models import SecretLink
from crm.letters.services import letters_of

from ..models import MonthStatement, OfficeRequest, OfficeState
from ..statements.links import PURPOSE as STATEMENT
from .letters import key_of
from .links import PURPOSE as REQUEST
from .lists import leave

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WAITS = [OfficeState.NEW, OfficeState.WAITING, OfficeState.PASSED, OfficeState.ANSWERED]
EMPTY = {"payload": {}, "email_key": "", "phone_key": "", "text": ""}


def withdraw_for(ids: Sequence[int], reason: str, *, by: User | None, at: datetime) -> None:
    """Nobody waits for an office without a name: what was kept for them is free again."""
    for row in OfficeRequest.objects.filter(person__in=ids, state__in=WAITS):
        leave(row, OfficeState.WITHDRAWN, reason=reason, by=by, at=at)


def forget_people(ids: Sequence[int], reached: Collection[str]) -> None:
    """Delete the links of people, and empty what they wrote without a file, found by their addresses and numbers."""
    statements = MonthStatement.objects.filter(person__in=ids).values_list("pk", flat=True)
    requests = OfficeRequest.objects.filter(person__in=ids).values_list("pk", flat=True)
    for purpose, targets in ((STATEMENT, statements), (REQUEST, requests)):
        _forget_links(purpose, list(targets))
    known = [one for one in reached if one]
    unfiled = OfficeRequest.objects.filter(
        Q(email_key__in=known) | Q(phone_key__in=known), person__isnull=True
    )
    for row in unfiled:
        letters_of(key_of(row)).delete()
    _forget_links(REQUEST, [row.pk for row in unfiled])
    OfficeRequest.objects.filter(pk__in=[row.pk for row in unfiled]).update(**EMPTY)


def _forget_links(purpose: str, targets: list[int]) -> None:
    SecretLink.objects.filter(purpose=purpose, target__in=[str(pk) for pk in targets]).delete()


def old_requests(before: datetime) -> QuerySet[OfficeRequest]:
    """Those dealt with, whose coordinates are too old to be kept beside a file."""
    done = OfficeRequest.objects.exclude(payload={}).exclude(state=OfficeState.NEW)
    return done.filter(received_at__lt=before)


def forget_old(before: datetime) -> int:
    return old_requests(before).update(payload={}, email_key="", phone_key="")
