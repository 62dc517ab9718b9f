"""The letters of a request. The link that each carries is made as it leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crm.letters import links
from crm.letters import services as outbox
from crm.letters.addresses import address
from crm.letters.models import Letter, LetterState
from crm.letters.services import TOKEN, Link
from crm.people.models import Person

from .models import RightsRequest

FOLLOW, IDENTITY = "rights-follow", "rights-identity"


def key_of(row: RightsRequest) -> str:
    return f"rights-{row.pk}"


def follow_link(row: RightsRequest) -> Link:
    return Link(FOLLOW, str(row.pk))


def _tell(
    row: RightsRequest, name: str, now: datetime, *, key: str = "", **told: Any
) -> Letter | None:
    """Write to whoever asked, when an address was given."""
    if not row.email:
        return None
    return outbox.write(
        f"crm_datarights/letters/{name}.txt",
        to=row.email,
        key=f"{key_of(row)}-{key or name}",
        context={"row": row, "follow": address("your_data_follow", TOKEN), **told},
        link=follow_link(row),
        at=now,
    )


def received(row: RightsRequest, now: datetime) -> None:
    _tell(row, "received", now)


def identity_asked(row: RightsRequest, how: str, now: datetime) -> None:
    _tell(row, "identity", now, key=f"identity-{now:%Y%m%d%H%M%S}", how=how)


def extended(row: RightsRequest, now: datetime) -> None:
    _tell(row, "extended", now)


def answered(row: RightsRequest, text: str, now: datetime) -> Letter | None:
    return _tell(row, "answer", now, text=text)


def prove_at(row: RightsRequest, person: Person, known: str, now: datetime) -> None:
    """Ask whoever reads the address of a file whether they made a request: nothing of the file is told."""
    outbox.write(
        "crm_datarights/letters/prove.txt",
        to=known,
        key=f"{key_of(row)}-prove-{person.pk}-{now:%Y%m%d%H%M%S}",
        context={"row": row, "page": address("your_data_identity", TOKEN)},
        link=Link(IDENTITY, f"{row.pk}-{person.pk}"),
        at=now,
    )


def forget(row: RightsRequest) -> None:
    """The letters of a request, and the ways in."""
    outbox.letters_of(key_of(row)).delete()
    forget_links(row)


def forget_sent(row: RightsRequest) -> None:
    """The letters of a request; an answer that is still to leave leaves."""
    to_leave = [LetterState.QUEUED, LetterState.SENDING]
    outbox.letters_of(key_of(row)).exclude(state__in=to_leave).delete()


def forget_links(row: RightsRequest) -> None:
    links.forget(FOLLOW, str(row.pk))
    for person in row.files.values_list("person", flat=True):
        links.forget(IDENTITY, f"{row.pk}-{person}")
