"""What a group reads when a half-day moves or is cancelled: one letter to each trainee."""

from __future__ import annotations

from datetime import datetime

from crm.applications.follow_links import follow_address, link_to
from crm.applications.models import Enrolment, EnrolmentState, TaughtHalfDay
from crm.letters import services as outbox
from crm.people.reaching import mail_address
from editorial.dates import day as written
from editorial.dates import hour

TEMPLATE = "crm_applications/letters/half_day_changed.txt"
TOLD = [EnrolmentState.CONFIRMED, EnrolmentState.STARTED]
# What a trainee must know of; who teaches is read on the spot.
MATTERS = {"date", "half", "starts_at", "ends_at", "space"}


def when(row: TaughtHalfDay) -> str:
    """« lundi 9 mai 2011, de 9 h à 12 h 30 »."""
    return f"{written(row.date, weekday=True)}, de {hour(row.starts_at)} à {hour(row.ends_at)}"


def tell_group(row: TaughtHalfDay, before: str, now: datetime) -> int:
    """Write to each confirmed trainee that a half-day changed. Return how many letters were written.

    before  when it was to be, as `when` says it
    """
    rows = Enrolment.objects.filter(roster__session=row.session_id, state__in=TOLD)
    people = {one.application.person_id: one.application for one in rows.select_related(
        "application__person"
    ).prefetch_related("application__person__contact_points")}  # fmt: skip
    told = [(one, mail_address(one.person)) for one in people.values()]
    told = [(application, address) for application, address in told if address]
    for application, address in told:
        outbox.write(
            TEMPLATE,
            to=address,
            key=f"half-day-{row.pk}-{application.pk}-{now:%Y%m%d%H%M%S%f}",
            person=application.person,
            context={
                "person": application.person, "half_day": row, "session": row.session,
                "before": before, "after": when(row), "follow": follow_address(),
            },
            link=link_to(application),
            at=now,
        )  # fmt: skip
    return len(told)
