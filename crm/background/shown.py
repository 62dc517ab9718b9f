"""« Mes travaux »: what somebody asked of the house and did not wait for, whatever the room that does it.

A room whose long works have screens of their own lists them through `register_own_works(user) -> [Work]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from wagtail import hooks

from .models import LongAction

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 50


@dataclass(frozen=True)
class Work:
    """One line of the list. total: 0 when it is not counted."""

    label: str
    state: str
    asked_at: datetime
    url: str
    at_work: bool
    done: int = 0
    total: int = 0


def works_of(user: User) -> list[Work]:
    """The latest first: one query here, and those of the rooms that offer theirs."""
    own = [
        Work(
            label=one.label,
            state=one.get_state_display(),
            asked_at=one.asked_at,
            url=reverse("crm_work", args=[one.pk]),
            at_work=one.at_work,
            done=one.done,
            total=one.total,
        )
        for one in LongAction.objects.of(user)[:MOST]
    ]
    others = [work for offer in hooks.get_hooks("register_own_works") for work in offer(user)]
    return sorted([*own, *others], key=lambda work: work.asked_at, reverse=True)[:MOST]
