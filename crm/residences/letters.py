"""What is written to somebody about their residence: one letter a step, with the link that follows it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from crm.letters import services as outbox
from crm.letters.services import TOKEN, Link
from crm.people.models import Person
from crm.people.reaching import mail_address
from crm.registers.calendar import add_months

from .models import Residence, ResidenceKind, ResidencePost
from .rules import due_at, next_committee

FOLLOW_RESIDENCE = "suivi-residence"
FOLLOW_POST = "suivi-demande-residence"
RECEIVED, GRANTED, REFUSED, WAITING = "received", "granted", "refused", "waiting"
OFFERED, TO_SIGN, ENDED, REVIEW = "offered", "to_sign", "ended", "review"


def tell(row: Residence, letter: str, now: datetime, **more: Any) -> bool:
    """Write a letter to the person, one for each moment that it is due. False when nothing reaches them."""
    to = mail_address(row.person)
    if not to or row.person.anonymised_at:
        return False
    context = {
        "person": row.person,
        "row": row,
        "due_at": row.decision_due_at,
        "contested_until": add_months(timezone.localdate(now), settings.APPEAL_MONTHS),
        "follow": follow_address(),
    }
    outbox.write(
        f"crm_residences/letters/{letter}.txt",
        to=to,
        key=f"residence-{row.pk}-{letter}-{now:%Y%m%d%H%M%S}",
        person=row.person,
        context=context | more,
        link=Link(FOLLOW_RESIDENCE, str(row.pk)),
        at=now,
    )
    return True


def acknowledge(post: ResidencePost, now: datetime) -> None:
    """Confirm that a request came, and by when it is answered. Nothing that a stranger typed enters it but dates."""
    told = post.told
    kind = ResidenceKind(told.kind)
    committee = next_committee(timezone.localdate(now)) if kind == ResidenceKind.LONG else None
    outbox.write(
        f"crm_residences/letters/{RECEIVED}.txt",
        to=told.email,
        key=post_key(post),
        context={
            "row": {"kind": kind.value, "starts_on": told.starts_on, "ends_on": told.ends_on},
            "due_at": due_at(kind, post.received_at, committee),
            "follow": follow_address(),
        },
        link=Link(FOLLOW_POST, str(post.pk)),
        at=now,
    )


def post_key(post: ResidencePost) -> str:
    return f"residence-post-{post.pk}"


def give_to(person: Person, post: ResidencePost) -> None:
    outbox.give_to(person, key=post_key(post))


def follow_address() -> str:
    path = unquote(reverse("follow_residence", args=[TOKEN]))
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
