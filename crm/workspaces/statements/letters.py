"""The letter that carries a statement."""

from __future__ import annotations

from datetime import datetime

from crm.letters import services as outbox
from crm.people.reaching import mail_address

from ..models import MonthStatement
from ..offices.words import euros
from . import months
from .links import link_to, page_address


def statement(row: MonthStatement, now: datetime) -> None:
    outbox.write(
        "crm_workspaces/letters/statement.txt",
        to=mail_address(row.person),
        key=f"statement-{row.pk}-{now:%Y%m%d%H%M%S%f}",
        person=row.person,
        context={
            "person": row.person,
            "statement": row,
            "month": months.written(row.month),
            "total": euros(row.total_cents),
            "page": page_address(),
        },
        link=link_to(row),
        at=now,
    )
