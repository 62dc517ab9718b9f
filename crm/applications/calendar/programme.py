"""The modules of a session as all its documents name them: the catalogue's, until they are taken once for all."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.applications.models import TaughtModule
from crm.journal.models import Action
from crm.journal.services import record
from training.models import Module, Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def modules_of(session: Session) -> list[TaughtModule]:
    """Return the modules of a session by number: its own once taken, unsaved ones of the catalogue before."""
    return list(session.taught_modules.all()) or _of_the_catalogue(session)


def _of_the_catalogue(session: Session) -> list[TaughtModule]:
    return [
        TaughtModule(
            session=session, module=row, number=row.number, title=row.title, kind=row.kind,
            hours=row.hours,
        )
        for row in Module.objects.filter(course=session.course_id).order_by("number")
    ]  # fmt: skip


@transaction.atomic
def take_titles(
    session: Session, *, by: User | None = None, at: datetime | None = None
) -> list[TaughtModule]:
    """Take the titles of the catalogue for good: to call with the first document, letter or presence.

    Called again it changes nothing, whatever became of the catalogue.
    """
    if taken := list(session.taught_modules.all()):
        return taken
    # No lock of the roster: whoever takes them already holds an application. The first one is kept.
    rows = TaughtModule.objects.bulk_create(_of_the_catalogue(session), ignore_conflicts=True)
    if rows:
        record(Action.CHANGED, session, by=by, fields=["taught_modules"], at=at or timezone.now())
    return list(session.taught_modules.all())
