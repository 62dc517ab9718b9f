"""An office that somebody waits for, and a statement of a month."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from crm.people.models import Person
from crm.workspaces.models import MonthStatement
from crm.workspaces.offices.lists import enlist, entry_of
from crm.workspaces.offices.requests import Wish, note_request
from crm.workspaces.statements.doors import digest_of


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    person = Person.objects.get(pk=rows["person"])
    wish = Wish(timezone.localdate(now) + timedelta(days=7), (1, 3))
    request = note_request(person, wish, by=None, at=now)
    enlist(request, at=now)
    entry = entry_of(request)
    assert entry is not None
    line = {
        "label": "Journées",
        "quantity": 2,
        "unit_cents": 2000,
        "amount_cents": 4000,
        "free": False,
    }
    statement = MonthStatement(
        year=2011, rank=1, person=person, month=date(2011, 3, 1), lines=[line], total_cents=4000,
        issued_at=now,
    )  # fmt: skip
    statement.digest = digest_of(statement)
    statement.save()
    return {
        "office_request": request.pk,
        "office_entry": entry.pk,
        "month_statement": statement.pk,
    }
