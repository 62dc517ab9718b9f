"""The letters of this room: studied again for another session, appeal received."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crm.applications.follow_links import follow_address, link_to
from crm.applications.models import Application
from crm.letters import services as outbox
from crm.people.reaching import mail_address


def tell(row: Application, letter: str, at: datetime, **context: Any) -> None:
    """Write a letter to somebody about their application; nothing when no e-mail reaches them."""
    address = mail_address(row.person)
    if not address:
        return
    outbox.write(
        f"crm_selection/letters/{letter}.txt",
        to=address,
        key=f"application-{row.pk}-{letter}-{at:%Y%m%d%H%M%S%f}",
        person=row.person,
        context={
            "person": row.person,
            "session": row.session,
            "follow": follow_address(),
            **context,
        },
        link=link_to(row),
        at=at,
    )
