"""What a waiting list was on a past day."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from crm.waiting import services
from crm.waiting.models import WaitSpell, WaitState
from crm.waiting.spells import accepted_between, waiting_on
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db

KIND = "essai.chaises"


def noon(day: int) -> datetime:
    return datetime(2026, 3, day, 12, tzinfo=ZoneInfo("Europe/Paris"))


def join(day: int, reference: str = "1", **known):
    person = known.pop("person", None) or make_person()
    return services.join(KIND, "1", person=person, reference=reference, at=noon(day), **known)


def counts(*days: int) -> list[int]:
    return [waiting_on(KIND, date(2026, 3, day)).count() for day in days]


def test_somebody_waits_from_the_day_they_joined_to_the_eve_of_their_leaving():
    entry = join(2)
    services.move(entry, WaitState.REMOVED, reason="Parti.", at=noon(5))

    assert counts(1, 2, 4, 5) == [0, 1, 1, 0]


def test_an_offer_that_runs_still_waits_and_a_yes_ends_the_wait():
    entry = join(2)
    services.offer(entry, noon(6), at=noon(4))
    services.move(entry, WaitState.ACCEPTED, at=noon(5))

    assert counts(4, 5) == [1, 0]
    assert [row.entry for row in accepted_between(KIND, date(2026, 3, 5), date(2026, 3, 5))] == [
        entry
    ]
    assert not accepted_between(KIND, date(2026, 3, 1), date(2026, 3, 4)).exists()


def test_who_comes_back_after_an_offer_did_not_wait_in_between():
    entry = join(2)
    services.offer(entry, noon(4), at=noon(3))
    services.move(entry, WaitState.EXPIRED, at=noon(4))
    join(9, person=entry.person)

    assert counts(3, 4, 8, 9) == [1, 0, 0, 1]


def test_the_database_keeps_one_spell_open_an_entry():
    entry = join(2)

    with pytest.raises(IntegrityError), transaction.atomic():
        WaitSpell.objects.create(entry=entry, began_at=noon(3))
    with pytest.raises(IntegrityError, match="state"), transaction.atomic():
        entry.spells.update(ended_at=noon(3))
