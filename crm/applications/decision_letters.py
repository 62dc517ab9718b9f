"""What an applicant reads when a decision is taken: composed once, shown before it leaves, written with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from crm.letters import services as outbox
from crm.people.reaching import mail_address
from training.models import Session

from .appeal_time import last_day
from .follow_links import apply_address, follow_address, link_to
from .models import DECIDED, Application, ApplicationState, Enrolment, EnrolmentState
from .waitlist.offers import offer_deadline

TOLD = {*DECIDED, ApplicationState.WITHDRAWN}
CANCELLED = "session_cancelled"
# The letter of somebody whose turn has come on the waiting list.
SEAT_OFFERED = "seat_offered"
REMINDER, EXTENDED = "offer_reminder", "offer_extended"
# The dates of the session are others.
MOVED = "session_moved"
# The letters that offer a seat: they tell by when it must be taken.
OFFERING = {ApplicationState.ADMITTED, SEAT_OFFERED}


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
    placed = session or application.session
    context = _context(application, placed, letter, reason, timezone.now())
    subject, body = outbox.compose(_template(letter), context)
    return Draft(address_of(application), subject, body)


def tell(row: Application, letter: str, now: datetime, *, reason: str = "") -> None:
    """Write the letter of a decision, one for each time it is taken."""
    _write(row, letter, f"{letter}-{now:%Y%m%d%H%M%S%f}", now, reason, {})


def tell_once(row: Application, letter: str, occasion: str, now: datetime, **more: Any) -> bool:
    """Write a letter once for an occasion, whoever asks again. `more` is what it also speaks of."""
    return _write(row, letter, occasion, now, "", more)


def _write(
    row: Application, letter: str, occasion: str, now: datetime, reason: str, more: dict[str, Any]
) -> bool:
    address = address_of(row)
    if not address:
        return False
    outbox.write(
        _template(letter),
        to=address,
        key=f"application-{row.pk}-{occasion}",
        person=row.person,
        context=_context(row, row.session, letter, reason, now) | more,
        link=link_to(row),
        at=now,
    )
    return True


def _context(
    row: Application, session: Session | None, letter: str, reason: str, now: datetime
) -> dict[str, Any]:
    return {
        "person": row.person,
        "session": session,
        "reason": reason.strip(),
        "contested_until": last_day(now),
        "until": _until(row, session, letter, now),
        "follow": follow_address(),
        "apply": apply_address(),
    }


def _until(row: Application, session: Session | None, letter: str, now: datetime) -> date | None:
    """The last day to answer: of the offer that runs, of the one that this letter would make, or of the last."""
    enrolment = Enrolment.objects.filter(application=row, roster__session=session).first()
    running = enrolment is not None and enrolment.state == EnrolmentState.OFFERED
    if enrolment is not None and enrolment.expires_at and (running or letter not in OFFERING):
        return timezone.localdate(enrolment.expires_at)
    return timezone.localdate(offer_deadline(session, now)) if session else None


def _template(letter: str) -> str:
    return f"crm_applications/letters/{letter}.txt"


def address_of(row: Application) -> str:
    """The address to which letters go, "" when they go nowhere."""
    return mail_address(row.person)
