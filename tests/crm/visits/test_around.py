"""What a visit changes around it: the stage, the day, the file, the costs, and what is forgotten."""

from datetime import date, timedelta

import pytest

from crm.journeys.facts import missing
from crm.journeys.models import Stage
from crm.journeys.timeline import moments
from crm.letters.models import Letter
from crm.lodging.models import StayPurpose, StayState
from crm.lodging.services import Told as StayTold
from crm.lodging.services import move_stay
from crm.people.services import household_of
from crm.privacy.services import anonymise
from crm.support.models import SettlementState
from crm.support.services import intend_settlement, move_settlement
from crm.visits import days
from crm.visits.costing import costs_of
from crm.visits.forgetting import forget_hosts
from crm.visits.models import VisitState
from crm.visits.services import Told, add_cost, move_visit
from tests.crm.desk import colleague, journey_of, qualified
from tests.crm.factories import make_person, make_territory
from tests.crm.lodging.lodgings import ARRIVE, ASKED, dwelling, held, slept
from tests.crm.lodging.lodgings import confirmed as confirmed_stay
from tests.crm.visits.visiting import (
    FIRST,
    HOME,
    LAST,
    PREPARED,
    confirmed,
    done,
    planned,
    stopped,
)

pytestmark = pytest.mark.django_db


def test_a_journey_is_visiting_once_a_visit_or_a_stay_is_planned():
    journey = journey_of(at=PREPARED)
    assert "Il manque une visite" in missing(journey, Stage.VISITING, HOME)

    planned(journey)

    assert missing(journey, Stage.VISITING, HOME) == ""


@pytest.mark.parametrize(
    ("purpose", "stage"),
    [(StayPurpose.VISIT, Stage.VISITING), (StayPurpose.TRAINING, Stage.QUALIFIED)],
)
def test_a_stay_confirmed_moves_the_journey_unless_it_is_for_a_training(purpose, stage):
    journey = qualified(at=ASKED)

    confirmed_stay(dwelling(), journey.person, journey=journey, purpose=purpose)

    journey.refresh_from_db()
    assert journey.stage == stage


def test_a_visit_or_a_stay_called_off_is_no_fact():
    journey = journey_of(at=PREPARED)
    move_visit(planned(journey), VisitState.CANCELLED, Told(reason="Non"), by=None)
    stay = held(dwelling(), journey.person)
    move_stay(stay, StayState.CANCELLED, StayTold(reason="Non"), at=ASKED)

    assert missing(journey, Stage.VISITING, HOME)


def test_the_day_has_the_visits_of_the_week_and_those_to_tell():
    user = colleague()
    confirmed(referent=user)
    planned()
    planned(starts_on=date(2011, 7, 1), ends_on=date(2011, 7, 1))
    other = colleague("Responsables")

    assert days.week(user, HOME - timedelta(days=6)).total == 2
    assert [line.late for line in days.week(user, HOME).lines] == [True, True]
    assert days.week(other, HOME).total == 1


def test_the_calendar_of_who_accompanies_has_the_stops():
    user = colleague()
    visit = confirmed(referent=user)

    found = days.stops(user, FIRST, LAST)

    assert [(one.person, one.detail) for one in found] == [(visit.journey.person, "L’école")]


def test_the_file_tells_that_the_family_came():
    visit = done()

    told = [one.title for one in moments(visit.journey.person, colleague(), ["settling"])]

    assert told[0].startswith("Venue sur place")
    assert told[1].startswith("Visite préparée")


def test_the_cost_of_a_visit_and_of_a_family_that_settled():
    home = make_territory()["murat"]
    unit = dwelling()
    settled, other = make_person(at=ASKED), make_person(at=ASKED)
    household = household_of(settled, on=date(2011, 5, 1))
    stay = slept(unit, settled, arrive=ARRIVE, nights=2)
    first = done(journey_of(settled, at=PREPARED), stay=stay)
    second = done(journey_of(other, at=PREPARED))
    for visit, cents in [(first, 12000), (first, 3050), (second, 5000)]:
        add_cost(visit, kind="meals", label="", cents=cents, paid_by="Commune", by=None)
    row = intend_settlement(household, home, at=HOME)
    move_settlement(row, SettlementState.MOVED_IN, on=date(2011, 9, 1))

    def told(as_of):
        found = costs_of(date(2011, 1, 1), date(2011, 12, 31), as_of)
        return found.total, found.given, found.by_visit, found.families, found.by_settled

    assert told(date(2011, 12, 31)) == (20050, 9000, 10025, 2, 20050)
    assert told(date(2011, 8, 31)) == (20050, 9000, 10025, 2, None)


def test_costs_are_read_in_two_queries_at_most(django_assert_max_num_queries):
    for _ in range(5):
        done()

    with django_assert_max_num_queries(2):
        found = costs_of(FIRST, LAST, LAST)
        [str(row.journey.person) for row in found.rows]


def test_hosts_are_forgotten_a_year_after_and_the_stop_stays():
    visit = planned()
    stopped(visit, host="Mme Roux", host_phone="06 39 98 01 42", host_email="roux@example.org")
    stopped(visit, 11, 12)

    assert forget_hosts(PREPARED + timedelta(days=365)) == 0
    assert forget_hosts(HOME + timedelta(days=366)) == 1
    assert forget_hosts(HOME + timedelta(days=366)) == 0
    assert {(row.host, row.host_phone, row.host_email) for row in visit.stops.all()} == {
        ("", "", "")
    }


def test_who_is_forgotten_is_awaited_no_more():
    journey = journey_of(at=PREPARED)
    visit = confirmed(journey, emergency="Appeler sa sœur")
    stay = confirmed_stay(dwelling(), journey.person, journey=journey)
    written = Letter.objects.count()

    anonymise(journey.person, at=PREPARED)

    visit.refresh_from_db()
    stay.refresh_from_db()
    assert (visit.state, visit.emergency) == (VisitState.CANCELLED, "")
    assert (stay.state, stay.nights_held.count()) == (StayState.CANCELLED, 0)
    assert Letter.objects.count() <= written
