"""The letters of the directory. None tells an address that its owner did not write down for the reader."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crm.letters.addresses import address
from crm.letters.models import Letter
from crm.letters.services import TOKEN, Link, write
from crm.people.models import Person
from crm.people.reaching import mail_address

from .models import Card, ContactMessage, Introduction

OWN_LINK = "fiche-annuaire"
REPORT_LINK = "annuaire-message"


def about_the_card(card: Card, name: str, at: datetime, **context: Any) -> Letter | None:
    """Write to the person of a card, with the link to it; one letter of a name a minute."""
    person = card.person
    to = mail_address(person)
    if not to:
        return None
    return write(
        f"crm_network/letters/{name}.txt",
        to=to,
        key=f"annuaire-{name}-{card.pk}-{at:%Y%m%d%H%M}",
        person=person,
        context={"person": person, "card": card, "link": address("own_card", TOKEN)} | context,
        link=Link(OWN_LINK, str(person.pk)),
        at=at,
    )


def message_key(message: ContactMessage) -> str:
    return f"annuaire-message-{message.pk}"


def relay(message: ContactMessage) -> Letter | None:
    """Bring a visitor's message. The person answers from their own mailbox, if they wish to."""
    person = message.card.person
    to = mail_address(person)
    if not to:
        return None
    return write(
        "crm_network/letters/relay.txt",
        to=to,
        key=message_key(message),
        person=person,
        context={"person": person, "message": message, "link": address("report_message", TOKEN)},
        link=Link(REPORT_LINK, str(message.pk)),
        at=message.received_at,
    )


def introduce(introduction: Introduction, to: Person, other: Card) -> Letter | None:
    """Tell somebody of another by their public card alone."""
    at = mail_address(to)
    if not at:
        return None
    return write(
        "crm_network/letters/introduced.txt",
        to=at,
        key=f"annuaire-relation-{introduction.pk}-{to.pk}",
        person=to,
        context={
            "person": to,
            "other": other,
            "words": introduction.words,
            "card": address("directory_card", other.pk),
        },
        at=introduction.at,
    )
