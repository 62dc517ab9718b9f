"""The telecentre month by month and space by space, and the reviews quarter by quarter."""

from datetime import date

import pytest

from crm.indicators.analyses.occupancy import occupancy
from crm.indicators.analyses.reviews import quarters
from crm.indicators.analyses.spans import Span
from crm.indicators.counting import compute
from crm.indicators.rules import rules
from crm.support.models import PlanBasis
from crm.support.pauses import add_pause
from crm.support.plans import open_plan
from crm.support.reviews import hold_review
from crm.workspaces.models import Booking, BookingSlot, HalfDay
from crm.workspaces.services import note_presence
from tests.crm.factories import make_person
from tests.crm.indicators.factories import noon
from tests.telecentre.factories import SiteFactory, SpaceFactory

pytestmark = pytest.mark.django_db

JUNE = Span(date(2010, 6, 1), date(2010, 6, 30), date(2010, 6, 30))
MONDAY = date(2010, 6, 7)


@pytest.fixture
def offices():
    """Two offices and a meeting room; Ana came twice without a booking, Bruno once of two mornings that he kept."""
    site = SiteFactory()
    rooms = [
        SpaceFactory(site=site, kind=kind, seats=1) for kind in ("office", "office", "meeting")
    ]
    ana, bruno = (make_person(at=noon(date(2010, 5, 1))) for _ in range(2))
    for half in HalfDay:
        note_presence(ana, site, MONDAY, half, at=noon(MONDAY))
    booking = Booking.objects.create(
        person=bruno, space=rooms[0], product="week", starts_on=MONDAY, ends_on=date(2010, 6, 11),
        state="confirmed", requested_at=noon(MONDAY), confirmed_at=noon(MONDAY),
    )  # fmt: skip
    for day in (MONDAY, date(2010, 6, 8)):
        BookingSlot.objects.create(booking=booking, space=rooms[0], date=day, half=HalfDay.MORNING)
    note_presence(bruno, site, MONDAY, HalfDay.MORNING, at=noon(MONDAY))
    return rooms


def test_three_half_days_of_the_eighty_eight_of_june_were_used(offices):
    found = occupancy(JUNE, weekly=False)

    # Twenty-two weekdays, two halves, two offices.
    assert [(one.offered, one.used, one.share) for one in found.times] == [(88, 3, 3)]
    assert found.unplaced == 2


def test_a_space_tells_what_was_booked_and_who_came_and_others_nothing(offices):
    found = {
        room.space: (room.offered, room.booked, room.came)
        for room in occupancy(JUNE, weekly=False).rooms
    }

    assert found == {offices[0]: (44, 2, 1), offices[1]: (44, 0, 0), offices[2]: (44, 0, 0)}


def test_weeks_begin_on_monday_and_offer_only_the_days_asked_for(offices):
    first, second, *_ = occupancy(JUNE, weekly=True).times

    # From Tuesday 1 June: four days, two halves, two offices.
    assert (first.span.since, first.offered, first.used) == (date(2010, 5, 31), 16, 0)
    assert (second.offered, second.used) == (20, 3)


def test_the_occupancy_is_that_of_the_indicator(offices):
    ninety_one = Span(date(2010, 4, 1), date(2010, 6, 30), date(2010, 6, 30))
    found, figure = occupancy(ninety_one, weekly=False), compute(date(2010, 6, 30))["I9"]

    assert (found.used, found.offered) == (figure.numerator, figure.denominator)


def test_a_year_of_two_sites_takes_six_queries(offices, django_assert_max_num_queries):
    SpaceFactory(site=SiteFactory(), kind="office")

    with django_assert_max_num_queries(6):
        occupancy(Span.of_year(2010, date(2010, 12, 31)), weekly=False)


@pytest.fixture
def plans():
    """Reviews due in spring: one on the 4th of April held on the thirtieth day, one of 15 May held on the thirty-first,
    one of 1 June in pause, one of 20 June not held."""
    begun = [date(2010, 1, 4), date(2010, 2, 15), date(2010, 3, 1), date(2010, 3, 20)]
    made = [
        open_plan(make_person(at=noon(day)), PlanBasis.TRAINED, day, at=noon(day)) for day in begun
    ]
    hold_review(made[0].reviews.first(), "Vu.", by=None, at=noon(date(2010, 5, 4)))
    hold_review(made[1].reviews.first(), "Vu.", by=None, at=noon(date(2010, 6, 15)))
    add_pause(made[2], date(2010, 5, 20), None, "congé", at=noon(date(2010, 6, 30)))
    return made


def spring(seen):
    (found,) = quarters(Span(date(2010, 4, 1), date(2010, 6, 30), seen), rules())
    return found.on_time, found.late, found.missed, found.running


def test_reviews_are_on_time_late_missed_or_still_to_be_held(plans):
    assert spring(date(2010, 6, 30)) == (1, 1, 0, 1)
    # The review of 20 June may be held on time until 20 July.
    assert spring(date(2010, 7, 20)) == (1, 1, 0, 1)
    assert spring(date(2010, 7, 21)) == (1, 1, 1, 0)
    # On 10 June the one held on the 15th was not.
    assert spring(date(2010, 6, 10)) == (1, 0, 0, 1)


def test_the_reviews_are_those_of_the_indicator(plans, django_assert_num_queries):
    day = date(2010, 7, 31)
    figure = compute(day)["I11"]
    with django_assert_num_queries(1):
        found = quarters(Span(date(2009, 8, 1), day, day), rules())

    due = sum(one.due for one in found)
    assert (sum(one.on_time for one in found), due) == (figure.numerator, figure.denominator)
