"""An appeal: somebody contests a refusal, and others read the application again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.applications.appeal_time import last_day
from crm.applications.models import Application, ApplicationState
from crm.applications.services import move
from crm.journal.refusal import Refused
from editorial.dates import day

from .examinations import open_examination
from .letters import tell
from .models import Examination, ExaminationKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_REASON = 480


def deadline(application: Application) -> date | None:
    """The last day to contest the refusal of an application, None when it is not refused."""
    if application.state != ApplicationState.REFUSED or application.decided_at is None:
        return None
    return last_day(application.decided_at)


@transaction.atomic
def appeal(
    application: Application,
    text: str,
    received_on: date,
    *,
    late_accepted: bool = False,
    by: User | None,
    at: datetime | None = None,
) -> Examination:
    """Take an appeal: the application is studied again, in an examination of its own.

    Raises Refused after the deadline, unless it is accepted all the same.
    """
    now = at or timezone.now()
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    until = deadline(row)
    if until is None or row.decided_at is None:
        raise Refused("Seul un refus se conteste.")
    if not text.strip():
        raise Refused("Écrivez ce que dit le recours.")
    if received_on > timezone.localdate(now):
        raise Refused("Un recours se note une fois reçu : cette date est à venir.")
    if received_on < timezone.localdate(row.decided_at):
        raise Refused(
            f"Le refus est du {day(timezone.localdate(row.decided_at))} : il précède le recours."
        )
    if received_on > until and not late_accepted:
        raise Refused(
            f"On pouvait contester ce refus jusqu’au {day(until)}. Cochez « Accepter hors délai » "
            "pour étudier ce recours malgré tout."
        )
    told = f"Recours reçu le {day(received_on)}"
    told += ", accepté hors délai." if received_on > until else "."
    move(
        row,
        ApplicationState.UNDER_REVIEW,
        by=by,
        reason=f"{told} {text.strip()}"[:LONGEST_REASON],
        at=now,
    )
    examination = open_examination(
        row,
        kind=ExaminationKind.APPEAL,
        appeal_on=received_on,
        appeal_text=text.strip(),
        by=by,
        at=now,
    )
    tell(row, "appeal", now, received_on=received_on)
    return examination
