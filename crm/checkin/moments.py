"""What this room tells of a person: the editions that they registered for, and those that they came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise, together
from crm.registrations.models import Registration

from .models import CheckIn

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SEE = "crm_checkin.view_checkin"


@stepwise
def forum(person: Person, user: User) -> Steps[list[Moment]]:
    if not user.has_perm(SEE):
        return []
    rows = Registration.objects.filter(person=person).select_related("edition")
    entries = CheckIn.objects.standing().filter(participant__registration__person=person)
    registered, inside = yield from together(
        [
            first(rows),
            first(entries.select_related("participant__registration__edition").order_by("at")),
        ]
    )
    told = [
        Moment(row.registered_at, "users", f"Inscription au {row.edition}", row.get_state_display(),
               kind="journey")
        for row in registered.rows
    ]  # fmt: skip
    came: dict[int, CheckIn] = {}
    for one in inside.rows:
        came.setdefault(one.participant.registration_id, one)
    return [
        *told,
        *(
            Moment(one.at, "door-open", f"Venue au {one.participant.registration.edition}",
                   kind="journey")
            for one in came.values()
        ),
    ]  # fmt: skip
