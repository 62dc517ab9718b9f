"""A Forum of today, somebody registered, somebody inside and somebody to call back, for the table of rights."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from crm.checkin.entering import enter
from crm.checkin.models import How
from crm.registrations.contents import Coming, Group
from crm.registrations.models import Registration
from crm.registrations.services import confirm, register
from forum.models import Edition
from tests.forum.factories import EditionFactory


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    edition = EditionFactory(
        number=93, starts_on=today, registration_opens_on=today - timedelta(days=60),
        registration_closes_on=today - timedelta(days=2), capacity=50,
    )  # fmt: skip
    caller = _come(edition, "Inscrite", now, 2)
    inside = _come(edition, "Entrée", now, 1)
    first = caller.participants.order_by("rank").first()  # type: ignore[attr-defined]
    entered = enter(inside.participants.get(), how=How.NAME, at=now)  # type: ignore[attr-defined]
    return {
        "forum": edition.number,
        "forum_registration": caller.pk,
        "forum_participant": first.pk,
        "forum_ticket": first.code,
        "forum_entry": entered.check_in.pk,
    }


def _come(edition: Edition, name: str, now: datetime, people: int) -> Registration:
    earlier = now - timedelta(days=10)
    group = Group(
        last_name=name, email=f"{len(name)}@example.org", wants_call=True,
        people=[Coming(name, f"Rang {rank}") for rank in range(people)],
    )  # fmt: skip
    row = register(edition, group, at=earlier)
    return confirm(row, at=earlier)
