"""The letters of a message. Nothing that a stranger typed enters them: nobody is mailed through us."""

from __future__ import annotations

import uuid
from datetime import datetime

from crm.letters import services as outbox
from crm.letters.models import Letter
from crm.people.models import Person

from .models import ContactRequest


def key_of(row: ContactRequest) -> str:
    return f"message-{row.pk}"


def answer_key(row: ContactRequest, sending: uuid.UUID) -> str:
    return f"{key_of(row)}-answer-{sending.hex}"


def acknowledge(row: ContactRequest, now: datetime) -> None:
    """Confirm that it came, when there is an address to say so to."""
    if row.said.email:
        outbox.write(
            "crm_welcome/letters/received.txt",
            to=row.said.email,
            key=key_of(row),
            context={"call": row.wants_a_call},
            at=now,
        )


def send_answer(row: ContactRequest, text: str, sending: uuid.UUID, now: datetime) -> None:
    outbox.write(
        "crm_welcome/letters/answer.txt",
        to=row.said.email,
        key=answer_key(row, sending),
        person=row.person,
        context={"text": text},
        at=now,
    )


def answers_to(row: ContactRequest) -> list[Letter]:
    return list(Letter.objects.filter(key__startswith=f"{key_of(row)}-answer-").order_by("pk"))


def give_to(person: Person | None, row: ContactRequest) -> None:
    outbox.give_to(person, key=key_of(row))
