"""The children of a household: kept while it is followed, forgotten some months after its last journey."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from crm.indicators.counting import compute
from crm.journal.models import Entry
from crm.journeys.models import CloseReason, Journey, Stage, Track
from crm.journeys.services import move, open_journey
from crm.needs.models import Need
from crm.needs.services import note_need
from crm.people.models import HouseholdMember
from crm.people.services import Minor, household_of
from crm.support.minors import forget_minors
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LONG_AGO, LATELY = NOW - timedelta(days=500), NOW - timedelta(days=30)


def family(*closed, still_open=False):
    """A household of two children, whose adult's journeys closed at these moments."""
    person = make_person(at=NOW - timedelta(days=900))
    home = household_of(person, minors=[Minor(2015, "CM1"), Minor(2018)], at=person.created_at)
    for at in closed:
        journey = open_journey(person, Track.RELOCATION, by=None, at=at - timedelta(days=5))
        move(journey, Stage.CLOSED, by=None, close_reason=CloseReason.NO_ANSWER, at=at)
    if still_open:
        open_journey(person, Track.INDEPENDENT, by=None, at=LONG_AGO)
    return home


def children(home):
    return HouseholdMember.objects.filter(household=home, person__isnull=True).count()


def test_they_go_some_months_after_the_last_journey_closed():
    home = family(LONG_AGO)

    assert forget_minors(NOW) == 2
    assert forget_minors(NOW) == 0
    assert (children(home), home.members.count()) == (0, 1)


@pytest.mark.parametrize(
    ("closed", "still_open"),
    [((LONG_AGO, LATELY), False), ((LONG_AGO,), True), ((), False)],
    ids=["closed lately", "still open", "no journey"],
)
def test_they_stay_while_the_household_is_followed(closed, still_open):
    home = family(*closed, still_open=still_open)

    assert forget_minors(NOW) == 0
    assert children(home) == 2


def test_the_number_of_months_is_a_setting():
    home = family(LATELY)

    with override_settings(MINORS_MONTHS=0):
        forget_minors(NOW)

    assert children(home) == 0


def test_the_other_adult_keeps_them_with_an_open_journey():
    home = family(LONG_AGO)
    other = make_person()
    household_of(home.members.first().person, adults=[other])
    open_journey(other, Track.RELOCATION, by=None, at=LONG_AGO)

    assert forget_minors(NOW) == 0
    assert Journey.objects.open().count() == 1


def test_a_need_of_theirs_stays_with_the_household():
    home = family(LONG_AGO)
    child = home.members.filter(person__isnull=True).first()
    note_need(home, "school", "Une place en CM1", member=child, by=None)

    forget_minors(NOW)

    assert Need.objects.get().member is None


def test_no_figure_changes():
    family(LONG_AGO)
    day = timezone.localdate(NOW)
    before = compute(day).as_json()

    forget_minors(NOW)

    assert compute(day).as_json() == before


def test_the_journal_says_that_they_went_and_nothing_of_them():
    family(LONG_AGO)

    forget_minors(NOW)

    line = Entry.objects.latest("pk")
    assert line.fields == ["members"]
    assert "2015" not in line.reason + line.before + line.after
