"""What the press brings to those who write: planned sendings in the calendar, those to take up in « Mon travail »."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from editorial.desk import DeskDate, DeskItem

from . import board
from .models import DispatchState, ReleaseDispatch

KIND = "Envoi à la presse"
GROUP = "Presse"


def _may(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.has_perm("crm_press.view_releasedispatch"))


def press_dates(request: HttpRequest, start: date, end: date) -> list[DeskDate]:
    """The dispatches that wait for an hour that is known, and those that left."""
    if not _may(request):
        return []
    sent = ReleaseDispatch.objects.filter(state=DispatchState.SENT, sent_at__isnull=False)
    found = [
        _date(one.pk, one.sent_at, one.title, f"parti vers {one.sent_to} contacts")
        for one in sent.filter(sent_at__date__gte=start, sent_at__date__lt=end)
        if one.sent_at
    ]
    for one in board.waiting(timezone.now()):
        when = one.ready.at
        if when and start <= timezone.localdate(when) < end:
            found.append(_date(one.dispatch.pk, when, one.dispatch.title, "envoi prévu"))
    return found


def _date(pk: int, when: datetime, title: str, note: str) -> DeskDate:
    return DeskDate(KIND, when, title, reverse("crm_press_dispatch", args=[pk]), note)


def press_items(request: HttpRequest) -> Iterable[DeskItem]:
    """The dispatches that somebody has to take up."""
    if _may(request):
        for one in ReleaseDispatch.objects.filter(state=DispatchState.FAILED):
            url = reverse("crm_press_dispatch", args=[one.pk])
            yield DeskItem(
                GROUP, one.title, url, f"Envoi à reprendre\u00a0: {one.reason}", urgent=True
            )
