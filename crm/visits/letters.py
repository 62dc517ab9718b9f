"""What a family and its hosts are written. The family's letter carries a secret link to its sheet."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from crm.letters import links
from crm.letters import services as outbox
from crm.letters.services import TOKEN, Link
from crm.people.reaching import mail_address

from .models import Visit, VisitState

PURPOSE = "visite"
# The sheet may still be read some time after the family went home.
READABLE = timedelta(days=60)


def key_of(visit: Visit) -> str:
    return f"visit-{visit.pk}"


def send_sheet(visit: Visit, now: datetime) -> bool:
    """Write the family its programme as it stands; the same programme twice is one letter.

    Returns False when no address reaches the family.
    """
    person = visit.journey.person
    address = mail_address(person)
    if not address:
        return False
    outbox.write(
        "crm_visits/letters/sheet.txt",
        to=address,
        key=f"{key_of(visit)}-sheet-{visit.changed_at:%Y%m%d%H%M%S}",
        person=person,
        context={"visit": visit, "person": person, "address": _address("visit_sheet")},
        link=Link(PURPOSE, str(visit.pk)),
        at=now,
    )
    return True


def call_off(visit: Visit, now: datetime) -> None:
    person = visit.journey.person
    if address := mail_address(person):
        outbox.write(
            "crm_visits/letters/called_off.txt",
            to=address,
            key=f"{key_of(visit)}-called-off",
            person=person,
            context={"visit": visit, "person": person},
            at=now,
        )


def tell_hosts(visit: Visit, now: datetime) -> int:
    """Write each host with an address what they were asked for, naming nobody. Return how many stops are told.

    A host who was told of the same hours is not told twice.
    """
    stops = visit.stops.exclude(host_email="").select_related("commune")
    for stop in stops:
        outbox.write(
            "crm_visits/letters/host.txt",
            to=stop.host_email,
            key=f"{key_of(visit)}-host-{stop.pk}-{stop.date:%Y%m%d}{stop.starts_at:%H%M}",
            context={"stop": stop},
            at=now,
        )
    return len(stops)


def opened_by(token: str, at: datetime | None = None) -> Visit | None:
    """The visit of a link, while it is confirmed or just over and its family has a name."""
    now = at or timezone.now()
    link = links.find(PURPOSE, token, at=now)
    if link is None:
        return None
    rows = Visit.objects.filter(
        pk=int(link.target),
        state__in=[VisitState.CONFIRMED, VisitState.DONE],
        ends_on__gt=timezone.localdate(now) - READABLE,
        journey__person__anonymised_at__isnull=True,
    )
    return rows.select_related("journey__person", "stay__unit__commune", "referent").first()


def _address(name: str) -> str:
    path = unquote(reverse(name, args=[TOKEN]))
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
