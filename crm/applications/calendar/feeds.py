"""What calendar programs read: a session for its trainees, and all that a trainer teaches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from crm.applications.models import TaughtHalfDay
from crm.journal.models import Action
from crm.journal.services import record
from crm.letters import links
from editorial.calendars import moment
from editorial.happenings import Happening, Standing
from training.models import Session

from .windows import windows_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PURPOSE = "agenda-formateur"
BEFORE = timedelta(days=60)
RIGHT = "crm_applications.add_attendance"


def session_happenings(session: Session) -> list[Happening]:
    """The half-days of a session and the hand-in of its distance modules. No name of a trainee."""
    rows = TaughtHalfDay.objects.filter(session=session).select_related(
        "session__course", "trainer", "space"
    )
    return [*map(_half_day, rows), *_windows(session)]


def trainer_happenings(user: User, at: datetime) -> list[Happening]:
    """What somebody teaches, from two months ago on, cancelled half-days included."""
    rows = TaughtHalfDay.objects.taught_by(user).filter(date__gte=timezone.localdate(at - BEFORE))
    return [_half_day(row) for row in rows.select_related("session__course", "trainer", "space")]


def _half_day(row: TaughtHalfDay) -> Happening:
    gone = bool(row.cancelled_at or row.session.cancelled_on)
    place = ", ".join(filter(None, [str(row.space or ""), row.session.place]))
    told = [str(row.session), f"Formateur : {row.trainer_name}" if row.trainer else ""]
    return Happening(
        uid=f"demi-journee-{row.pk}",
        starts=moment(row.date, row.starts_at),
        ends=moment(row.date, row.ends_at),
        title=row.title,
        kind="Formation",
        place=place,
        text="\n".join(filter(None, [*told, row.cancel_reason])),
        label="Annulée" if gone else "",
        standing=Standing.CANCELLED if gone else Standing.CONFIRMED,
        modified=row.changed_at,
    )


def _windows(session: Session) -> Iterable[Happening]:
    for row in windows_of(session).values():
        yield Happening(
            uid=f"module-{session.pk}-{row.module_id}",
            starts=row.due_on,
            ends=row.due_on + timedelta(days=1),
            title=f"À rendre : {row.module.title}",
            kind="Formation",
            text=f"{session}. Ouvert le {row.opens_on:%d/%m/%Y}.",
            standing=Standing.CANCELLED if session.cancelled_on else Standing.CONFIRMED,
            modified=session.updated_at,
        )


@transaction.atomic
def renew(user: User, *, at: datetime | None = None) -> str:
    """Make the secret address of a trainer's calendar, the only one that works. Told this once."""
    links.forget(PURPOSE, str(user.pk))
    token = links.make(PURPOSE, str(user.pk), at=at)
    record(Action.CHANGED, user, by=user, fields=["calendar"], at=at)
    return token


def opened_by(token: str, *, at: datetime | None = None) -> User | None:
    """The trainer of a token, while they have an account and the right to note presences."""
    link = links.find(PURPOSE, token, at=at)
    if link is None:
        return None
    user = get_user_model().objects.filter(pk=int(link.target), is_active=True).first()
    return user if user is not None and user.has_perm(RIGHT) else None
