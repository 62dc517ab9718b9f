"""What the Forum puts in an advisor's day: those who asked to be called back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.dates import day

from .calls import asked

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CALL = "crm_checkin.add_callback"
A_BLOCK = 15


@stepwise
def calls(user: User, at: datetime) -> Steps[Block | None]:
    if not user.has_perms([CALL, "crm_people.read_file"]):
        return None
    found = yield from first(asked().select_related("edition"), A_BLOCK)
    rows, total = found.rows, found.total
    edition = rows[0].edition.number if rows else 0
    return Block(
        "forum-calls", "Forum\N{NO-BREAK SPACE}: à rappeler",
        [
            Line(
                label=str(row),
                url=reverse("crm_forum_registration", args=[row.pk]),
                why=f"A demandé à être rappelée en s’inscrivant au {row.edition}.",
                when=day(timezone.localdate(row.registered_at), year=False),
                icon="phone",
            )
            for row in rows
        ],
        total,
        counted(total, "personne du Forum à rappeler", "personnes du Forum à rappeler", feminine=True),
        reverse("crm_forum_calls", args=[edition]) if rows else "",
    )  # fmt: skip
