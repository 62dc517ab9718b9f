"""Workshops: two at once refused, full ones waited for, all of them frozen before the Forum."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.registrations.models import EditionSeat, Registration, RegistrationState, WorkshopSeat
from crm.registrations.seats import coming
from crm.registrations.services import (
    cancel,
    change,
    leave_workshop,
    register,
    take_workshop,
)
from tests.crm.factories import UserFactory

from .coming import NOW, SOON, a_group, a_workshop, an_edition, came_in

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(hours=25)


def told(row: Registration) -> list[str]:
    letters = Letter.objects.filter(key__startswith=f"forum-registration-{row.pk}-").order_by("pk")
    return [one.template.rsplit("/", 1)[1].removesuffix(".txt") for one in letters]


def taken(page) -> int:
    return EditionSeat.objects.filter(
        roster__edition=page.edition, participant__isnull=False
    ).count()


def test_two_workshops_at_the_same_time_are_refused_in_words():
    page = an_edition()
    one, other = a_workshop(page, title="Votre offre"), a_workshop(page, title="Le débit")

    with pytest.raises(Refused, match="ont lieu à la même heure"):
        register(page.edition, a_group(0, workshops=[one, other]), at=NOW)
    row = came_in(page, 0, workshops=[one])
    (person,) = coming(row)
    with pytest.raises(Refused, match="ont lieu à la même heure"):
        take_workshop(person, other, at=SOON)


def test_a_full_workshop_is_waited_for_and_offered_to_the_next_one():
    page = an_edition()
    shop = a_workshop(page, seats=1)
    first = came_in(page, 0, workshops=[shop])
    second = came_in(page, 1, workshops=[shop])
    (has,), (waits,) = coming(first), coming(second)
    assert not WorkshopSeat.objects.filter(participant=waits).exists()

    leave_workshop(has, shop, at=SOON)

    seat = WorkshopSeat.objects.get(slot=shop)
    assert (seat.participant, seat.held_until is not None) == (waits, True)
    assert told(second)[-1] == "workshop_offered"


def test_the_lists_are_frozen_for_the_public_and_not_for_the_team():
    page, agent = an_edition(), UserFactory()
    shop = a_workshop(page)
    row = came_in(page, 0)
    (person,) = coming(row)
    frozen = NOW.replace(month=5, day=18, hour=1)

    for act in (
        lambda by: take_workshop(person, shop, by=by, at=frozen),
        lambda by: change(row, a_group(0, people=2), by=by, at=frozen),
    ):
        with pytest.raises(Refused, match="Les listes sont arrêtées"):
            act(None)
        act(agent)
    cancel(row, at=frozen)
    row.refresh_from_db()
    assert row.state == RegistrationState.CANCELLED
