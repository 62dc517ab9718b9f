"""What is said from the follow-up page and from the page of an application, kept as exchanges of the file."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.exchanges import log
from crm.journeys.models import Direction, InteractionKind
from crm.letters import services as outbox
from crm.people.reaching import mail_address

from .follow_links import follow_address, link_to
from .models import Application, Message, Submission, SubmissionState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FROM_THE_PAGE = "Message de sa page de suivi"
ANSWER = "Réponse sur sa page de suivi"
LETTER = "crm_applications/letters/answer_waits.txt"
Owner = Application | Submission


@transaction.atomic
def write(row: Owner, text: str, form_key: uuid.UUID, *, at: datetime | None = None) -> Message:
    """Keep a message of the person. The same form key twice is one message.

    In a file it is an exchange that came in; a form to review keeps it until it is filed. Raises
    Refused once a form is closed.
    """
    now = at or timezone.now()
    if isinstance(row, Submission):
        row = _filed_meanwhile(row)
    if not may_write(row):
        raise Refused("Cette demande est close : appelez-nous, ou écrivez-nous par le site.")
    message, new = Message.objects.get_or_create(
        form_key=form_key,
        defaults={"direction": Direction.IN, "text": text.strip(), "at": now} | _owner(row),
    )
    if new and isinstance(row, Application):
        _log(message, row, FROM_THE_PAGE, by=None)
    return message


def may_write(row: Owner) -> bool:
    return isinstance(row, Application) or row.state == SubmissionState.REVIEW


def _filed_meanwhile(row: Submission) -> Owner:
    """Hold a form; the application it became, when an advisor was faster."""
    held = Submission.objects.select_for_update().get(pk=row.pk)
    filed = Application.objects.select_related("person", "journey").filter(submission=held)
    return filed.first() or held


def _owner(row: Owner) -> dict[str, Owner]:
    return {"application" if isinstance(row, Application) else "submission": row}


def _log(message: Message, row: Application, subject: str, *, by: User | None) -> None:
    message.exchange = log(
        row.person,
        InteractionKind.MAIL,
        by=by,
        direction=Direction(message.direction),
        journey=row.journey,
        subject=subject,
        text=message.text,
        at=message.at,
    )
    message.save(update_fields=["exchange"])


def file_messages(submission: Submission, application: Application) -> None:
    """Put in the file what was written while a form waited, in the caller's transaction."""
    for message in submission.messages.all():
        message.submission, message.application = None, application
        message.save(update_fields=["submission", "application"])
        _log(message, application, FROM_THE_PAGE, by=None)


@transaction.atomic
def answer(
    row: Application, text: str, form_key: uuid.UUID, *, by: User, at: datetime | None = None
) -> Message:
    """Answer on the follow-up page; a letter says that an answer waits there, and not what it says.

    What waited is settled. The same form key twice is one answer. Raises Refused without an address.
    """
    now = at or timezone.now()
    address = mail_address(row.person)
    if not address:
        raise Refused("Aucune adresse électronique n’est au dossier : appelez.")
    message, new = Message.objects.get_or_create(
        form_key=form_key,
        defaults={
            "direction": Direction.OUT, "text": text.strip(), "at": now, "by": by,
            "application": row,
        },
    )  # fmt: skip
    if not new:
        return message
    _log(message, row, ANSWER, by=by)
    settle_all(row, now, by=by)
    outbox.write(
        LETTER,
        to=address,
        key=f"application-{row.pk}-answer-{message.pk}",
        person=row.person,
        context={"person": row.person, "follow": follow_address()},
        link=link_to(row),
        at=now,
    )
    return message


@transaction.atomic
def settle(row: Application, *, by: User, at: datetime | None = None) -> None:
    """What waited needs no answer here: it was given otherwise, or none is expected."""
    settle_all(row, at or timezone.now(), by=by)


def settle_all(row: Owner, now: datetime, *, by: User | None = None) -> None:
    """Take what waited for settled, in the caller's transaction."""
    waiting = list(Message.objects.select_for_update().waiting().filter(**_owner(row)))
    for message in waiting:
        message.settled_at = now
        message.save(update_fields=["settled_at"])
        if isinstance(row, Application):
            record(
                Action.CHANGED, message, by=by, person_id=row.person_id, fields=["settled_at"],
                at=now,
            )  # fmt: skip


def said_with(row: Owner) -> list[Message]:
    """What was said on both sides, the latest last."""
    return list(Message.objects.filter(**_owner(row)).select_related("by").order_by("at", "pk"))
