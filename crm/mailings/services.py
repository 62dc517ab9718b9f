"""What the desk decides on the letters of a mailing that nobody else can settle."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters.models import Letter, LetterState
from crm.letters.services import note_as_left, send_again

from .models import Mailing, MailingState, Recipient

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SETTLED = "Ce courrier est déjà réglé\N{NO-BREAK SPACE}: rien n’a changé."


@transaction.atomic
def settle_letter(
    mailing: Mailing, letter: Letter, *, again: bool, by: User, at: datetime | None = None
) -> None:
    """Send a letter again, or note that it did leave. Raises Refused when it is neither uncertain nor failed."""
    if again:
        _still_going(mailing)
        done = send_again(letter, at)
    else:
        done = letter.state == LetterState.UNCERTAIN and note_as_left(letter, at)
    if not done:
        raise Refused(SETTLED)
    record(Action.CHANGED, letter, by=by, person_id=letter.person_id, fields=["state"], at=at)


@transaction.atomic
def retry_failed(mailing: Mailing, *, by: User, at: datetime | None = None) -> int:
    """Send again all that was given up, but to the addresses that servers do not know. How many leave again."""
    _still_going(mailing)
    failed = Letter.objects.filter(
        batch=mailing.batch, state=LetterState.FAILED, bounced_at__isnull=True
    )
    count = sum(send_again(letter, at) for letter in failed.order_by("pk"))
    if count:
        record(Action.CHANGED, mailing, by=by, fields=["letters"], at=at)
    return count


def _still_going(mailing: Mailing) -> None:
    state = Mailing.objects.values_list("state", flat=True).get(pk=mailing.pk)
    if state in {MailingState.STOPPED, MailingState.PAUSED}:
        said = MailingState(state).label
        raise Refused(f"Cet envoi est {said}\N{NO-BREAK SPACE}: rien n’en repart.")


def to_settle(mailing: Mailing, at_most: int) -> list[Recipient]:
    """The recipients whose letter is uncertain or given up, the uncertain first."""
    rows = Recipient.objects.filter(
        mailing=mailing, letter__state__in=[LetterState.UNCERTAIN, LetterState.FAILED]
    )
    named = rows.select_related("letter", "person").defer("letter__body", "letter__html")
    return list(named.order_by("-letter__state", "pk")[:at_most])
