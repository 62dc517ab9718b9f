"""What this room tells of a person: what was sent to them with many others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.journeys.timeline import Moment
from crm.letters.models import LetterState
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

from .models import Recipient

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import User

UNSAID = {
    LetterState.QUEUED: "à envoyer",
    LetterState.SENDING: "en cours d’envoi",
    LetterState.FAILED: "abandonné",
    LetterState.UNCERTAIN: "peut-être parti",
    LetterState.WITHHELD: "retenu",
}


@stepwise
def mailings(person: Person, user: User) -> Steps[list[Moment]]:
    rows = Recipient.objects.filter(person=person).select_related("mailing", "letter")
    found = yield from first(rows.defer("mailing__text", "mailing__html", "letter__body"))
    return [_moment(row) for row in found.rows]


def _moment(row: Recipient) -> Moment:
    left = _left(row)
    said = "envoyé" if left else _unsaid(row)
    because = row.letter.withheld_because if row.letter else ""
    return Moment(
        at=left or row.mailing.launched_at,
        icon="mail",
        title=row.mailing.title,
        text=f"Courriel {said}\N{NO-BREAK SPACE}: {because or row.mailing.subject}",
        author="envoi en nombre",
        kind="letter",
    )


def _left(row: Recipient) -> datetime | None:
    return row.left_at or (row.letter.sent_at if row.letter else None)


def _unsaid(row: Recipient) -> str:
    return UNSAID[LetterState(row.letter.state)] if row.letter else "non envoyé"
