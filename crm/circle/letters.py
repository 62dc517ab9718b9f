"""The letters of the circle: to the person, whose consent opens everything, and to the partner."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from crm.letters.addresses import address
from crm.letters.models import Letter
from crm.letters.services import TOKEN, Link, write
from crm.people.reaching import mail_address

from .models import AccessCode, Helper

PARTNER_LINK = "cercle"
OWN_LINK = "mon-cercle"


def _own(helper: Helper, name: str, now: datetime, **context: Any) -> Letter | None:
    """Write to the person of whom the partner is to see something."""
    person = helper.journey.person
    to = mail_address(person)
    if not to:
        return None
    return write(
        f"crm_circle/letters/{name}.txt",
        to=to,
        key=f"cercle-{name}-{helper.pk}-{now:%Y%m%d%H%M%S}",
        person=person,
        context={
            "person": person,
            "helper": helper,
            "link": address("own_circle", TOKEN),
        }
        | context,
        link=Link(OWN_LINK, str(person.pk)),
        at=now,
    )


def ask_consent(helper: Helper, shown: list[str], at: datetime) -> Letter | None:
    return _own(helper, "ask", at, shown=shown)


def tell_consent(helper: Helper, shown: list[str], at: datetime) -> Letter | None:
    """What was agreed to in conversation, in writing, with the way to stop it at once."""
    return _own(helper, "told", at, shown=shown)


def invite_partner(helper: Helper, at: datetime) -> Letter | None:
    """The first letter to a partner: no name of the person helped travels in it."""
    return _partner(
        helper, "invite", f"cercle-invite-{helper.pk}", at, person=helper.journey.person
    )


def send_link(helper: Helper, at: datetime) -> Letter | None:
    """A new link, once an hour at most whoever asks for it."""
    hour = timezone.localtime(at)
    return _partner(helper, "link", f"cercle-link-{helper.pk}-{hour:%Y%m%d%H}", at)


def _partner(
    helper: Helper, name: str, key: str, at: datetime, person: Any = None
) -> Letter | None:
    return write(
        f"crm_circle/letters/{name}.txt",
        to=helper.email,
        key=key,
        person=person,
        context={
            "helper": helper,
            "link": address("circle", TOKEN),
            "again": address("circle_ask"),
        },
        link=Link(PARTNER_LINK, str(helper.pk)),
        at=at,
    )


def send_code(code: AccessCode, digits: str, minutes: int) -> Letter | None:
    return write(
        "crm_circle/letters/code.txt",
        to=code.helper.email,
        key=f"cercle-code-{code.pk}",
        context={"helper": code.helper, "digits": digits, "minutes": minutes},
        at=code.sent_at,
    )
