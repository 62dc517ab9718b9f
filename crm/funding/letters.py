"""What a participant is written: a link to the form of the moment, once a reminder."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from crm.letters import services as outbox
from crm.letters.models import SecretLink
from crm.people.reaching import mail_address

from .models import Moment, Participation

PURPOSE = "fonds-europeen"


def target(row: Participation, moment: str) -> str:
    return f"{row.pk}-{moment}"


def read_target(text: str) -> tuple[int, Moment]:
    pk, _, moment = text.partition("-")
    return int(pk), Moment(moment)


def key_of(row: Participation) -> str:
    return f"participation-{row.pk}"


def invite(
    row: Participation, moment: Moment, *, days: int = 0, again: str = "", at: datetime
) -> bool:
    """Write the letter that leads to a form. `days` tells a reminder from another, `again` one sent by hand.

    Returns False when nothing can be written: no address, an operation of the past.
    """
    address = mail_address(row.person)
    if not address or row.operation.historical:
        return False
    about = row.entry_on if moment == Moment.ENTRY else row.exit_on
    sent = outbox.write(
        "crm_funding/letters/form.txt",
        to=address,
        key=f"{key_of(row)}-{moment}-{about:%Y%m%d}-{again or days}",
        person=row.person,
        context={
            "person": row.person,
            "row": row,
            "moment": moment,
            "reminder": days > 0,
            "form": form_address(),
        },
        link=outbox.Link(PURPOSE, target(row, moment)),
        at=at,
    )
    return sent is not None


def form_address() -> str:
    path = unquote(reverse("funding_form", args=[outbox.TOKEN]))
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def forget_links(rows: list[int]) -> None:
    """Close the links of some participations, given by primary key."""
    targets = [f"{pk}-{moment}" for pk in rows for moment in Moment.values]
    SecretLink.objects.filter(purpose=PURPOSE, target__in=targets).delete()
