"""The letter that says where a dossier waits. Its link opens a page; the code comes by another way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from crm.letters import links
from crm.letters import services as outbox
from crm.letters.addresses import address
from crm.letters.models import SecretLink
from crm.letters.services import TOKEN, Link
from crm.people.reaching import mail_address

from ..models import Dossier

PURPOSE = "dossier"


def key_of(row: Dossier) -> str:
    return f"dossier-{row.pk}"


def send_link(row: Dossier, now: datetime) -> None:
    """A new letter for each sending; the links of those before open nothing any more."""
    forget_links([row.pk])
    outbox.write(
        "crm_datarights/letters/dossier.txt",
        to=mail_address(row.person),
        key=f"{key_of(row)}-{now:%Y%m%d%H%M%S%f}",
        person=row.person,
        context={"dossier": row, "person": row.person, "address": address("my_data", TOKEN)},
        link=Link(PURPOSE, str(row.pk)),
        at=now,
    )


def opened_by(token: str, *, at: datetime | None = None) -> Dossier | None:
    """Return the dossier of a token, None when it is unknown, used, expired, or of somebody forgotten."""
    link = links.find(PURPOSE, token, at=at)
    if link is None:
        return None
    rows = Dossier.objects.select_related("person").filter(person__anonymised_at__isnull=True)
    return rows.filter(pk=int(link.target), state="ready").first()


def forget_links(keys: Iterable[int]) -> None:
    SecretLink.objects.filter(purpose=PURPOSE, target__in=[str(pk) for pk in keys]).delete()
