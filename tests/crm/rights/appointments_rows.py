"""An appointment of a household that waits, a collective one, an invitation; the ranges of whoever receives."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from crm.appointments.contents import Said
from crm.appointments.inviting import invite
from crm.appointments.models import Absence, BookedThrough, OpeningRange, Place, Reason
from crm.appointments.services import book, plan_group
from crm.appointments.slots import Search
from crm.appointments.wishes import Guest, Wish, by_hand
from crm.people.models import Person
from crm.people.services import add_contact
from tests.crm.factories import UserFactory


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Nobody at the desk keeps this diary: the rights of each role decide alone."""
    advisor = UserFactory(groups=["Conseillers"])
    reason = Reason.objects.create(label="Essai")
    together = Reason.objects.create(label="Essai à plusieurs", seats=4)
    tomorrow = (now + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
    wish = Wish(Search(reason, Place.OFFICE), tomorrow, by_hand(advisor, tomorrow, 45))
    said = Said(first_name="Ana", last_name="Rey", email="ana.rey@example.org")
    party = book(wish, Guest(said, BookedThrough.SITE), at=now)
    slot = by_hand(advisor, tomorrow + timedelta(hours=3), 45)
    plan_group(together, slot, place=Place.OFFICE, seats=4, by=advisor, at=now)
    row = OpeningRange.objects.create(
        advisor=advisor, date=date(2099, 1, 5), starts=time(9), ends=time(12)
    )
    row.reasons.add(reason)
    absence = Absence.objects.create(
        advisor=advisor, starts_at=now, ends_at=now + timedelta(hours=1)
    )
    person = Person.objects.get(pk=rows["person"])
    add_contact(person, "email", "essai.invite@example.org")  # type: ignore[arg-type]
    invitation = invite(person, reason, [advisor], now.date() + timedelta(days=9), by=None, at=now)
    return {
        "appointment": party.appointment_id,
        "party": party.pk,
        "receiver": advisor.pk,
        "opening": row.pk,
        "absence": absence.pk,
        "invited": invitation.pk,
    }
