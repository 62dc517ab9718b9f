"""What an applicant reads when a decision is taken: composed once, shown before it leaves, written with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from crm.letters import services as outbox
from crm.people.models import ContactKind
from training.models import Session

from .appeal_time import last_day
from .follow_links import apply_address, follow_address, link_to
from .models import DECIDED, Application, ApplicationState

TOLD = {*DECIDED, ApplicationState.WITHDRAWN}
CANCELLED = "session_cancelled"


@dataclass(frozen=True)
class Draft:
    """A letter as it would leave now. `to` is "" when the person has no e-mail address."""

    to: str
    subject: str
    body: str


def draft(
    application: Application,
    letter: str,
    *,
    reason: str = "",
    session: Session | None = None,
) -> Draft:
    """Compose the letter of a decision without writing it. `letter` is a state, or CANCELLED."""
    context = _context(application, session or application.session, reason, timezone.now())
    subject, body = outbox.compose(_template(letter), context)
    return Draft(_address(application), subject, body)


def tell(row: Application, letter: str, now: datetime, *, reason: str = "") -> None:
    """Write the letter of a decision, one for each time it is taken."""
    address = _address(row)
    if not address:
        return
    outbox.write(
        _template(letter),
        to=address,
        key=f"application-{row.pk}-{letter}-{now:%Y%m%d%H%M%S%f}",
        person=row.person,
        context=_context(row, row.session, reason, now),
        link=link_to(row),
        at=now,
    )


def _context(
    row: Application, session: Session | None, reason: str, at: datetime
) -> dict[str, Any]:
    return {
        "person": row.person,
        "session": session,
        "reason": reason.strip(),
        "contested_until": last_day(at),
        "follow": follow_address(),
        "apply": apply_address(),
    }


def _template(letter: str) -> str:
    return f"crm_applications/letters/{letter}.txt"


def _address(row: Application) -> str:
    # In Python: those who show many letters at once have read the addresses together.
    points = row.person.contact_points.all()
    return next((p.value for p in points if p.kind == ContactKind.EMAIL and p.is_primary), "")
