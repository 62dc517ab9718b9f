"""The calendar, the value given and what waits in the day of an advisor."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journeys.timeline import moments
from crm.lodging import days
from crm.lodging.models import StayPurpose, StayState
from crm.lodging.money import euros
from crm.lodging.occupancy import calendar_of, month_of
from crm.lodging.services import Told, move_stay
from crm.lodging.value import given, whole
from tests.crm.desk import at_the_desk, colleague, journey_of
from tests.crm.factories import make_person
from tests.crm.lodging.lodgings import (
    ARRIVE,
    ASKED,
    arrived,
    confirmed,
    dwelling,
    held,
    noon,
    requested,
    slept,
)

pytestmark = pytest.mark.django_db

JUNE = date(2011, 6, 1)


def spans(month, rank=0):
    return [
        (span.start.day, span.nights, span.stay.pk if span.stay else "free" if span.lent else "")
        for span in month.rows[rank].spans
    ]


def test_a_month_is_told_as_stays_and_what_is_free_between():
    unit = dwelling(available_until=date(2011, 6, 25))
    first, second = held(unit), confirmed(unit, arrive=date(2011, 6, 9), nights=1)
    requested(unit, arrive=date(2011, 6, 20))

    month = calendar_of(JUNE)

    assert spans(month) == [
        (1, 5, "free"), (6, 3, first.pk), (9, 1, second.pk), (10, 15, "free"), (25, 6, ""),
    ]  # fmt: skip
    assert (month.taken, month.lent) == (4, 24)


def test_a_stay_over_two_months_is_seen_in_both():
    stay = held(dwelling(), arrive=date(2011, 5, 30), nights=5)

    assert spans(calendar_of(date(2011, 5, 1)))[-1] == (30, 2, stay.pk)
    assert spans(calendar_of(JUNE))[0] == (1, 3, stay.pk)


@pytest.mark.parametrize(
    "text", ["", "2011", "9999-12", "0001-01", "2011-13", "2011-00", "x-y", "2011-06\0", "²011-06"]
)
def test_a_month_that_is_none_is_the_present_one(text):
    assert month_of(text, date(2011, 6, 15)) == JUNE


def test_the_calendar_costs_as_much_for_twenty_five_stays_as_for_two(django_assert_num_queries):
    unit = dwelling(label="Un")
    held(unit, arrive=JUNE, nights=1)
    for number in range(12):
        held(unit, arrive=JUNE + timedelta(days=2 + number), nights=1)
        held(dwelling(label=f"Autre {number}"), arrive=JUNE, nights=2)

    with django_assert_num_queries(2):
        month = calendar_of(JUNE)
        [str(span.stay.person) for row in month.rows for span in row.spans if span.stay]


def test_the_page_shows_who_is_where_and_leads_to_a_new_stay():
    unit, today = dwelling(), timezone.localdate()
    stay = held(unit, make_person(last_name="Rey"), arrive=today, nights=1)

    page = at_the_desk().get(reverse("crm_lodging")).content.decode()

    assert "Rey" in page
    assert reverse("crm_stay", args=[stay.pk]) in page
    assert f"{reverse('crm_stay_new')}?logement={unit.pk}&amp;arrivee=" in page


def test_nights_are_given_where_they_were_slept_by_funder_and_purpose():
    unit = dwelling(4)
    slept(unit, arrive=date(2010, 12, 30), nights=4, persons=2, babies=1, funder="Région", share=50)
    slept(unit, arrive=date(2011, 2, 1), nights=2, persons=3, funder="Région", share=50)
    slept(unit, purpose=StayPurpose.TRAINING)
    held(unit, arrive=date(2011, 7, 1))
    year = date(2011, 1, 1), date(2011, 12, 31)

    rows = given(*year, date(2012, 1, 1))

    assert [(r.funder, r.purpose, r.stays, r.nights, r.person_nights, r.cents, r.told) for r in rows] == [
        ("Région", "visite du territoire", 2, 4, 10, 18000, 9000),
        ("Sans financeur", "formation", 1, 3, 3, 13500, 0),
    ]  # fmt: skip
    assert whole(rows).nights == 7
    assert whole(given(*year, date(2011, 2, 2))).nights == 3


def test_a_night_to_come_is_not_given_yet():
    today = timezone.localdate()
    stay = confirmed(dwelling(), arrive=today - timedelta(days=1), nights=3)
    move_stay(stay, StayState.IN_HOUSE, Told(keys_to="Ana"))

    assert whole(given(today - timedelta(days=9), today + timedelta(days=9), today)).nights == 1


def test_the_table_of_values_leaves_as_a_file_that_names_nobody():
    slept(dwelling(), make_person(last_name="Rey"), funder="=Région")
    desk = at_the_desk(colleague("Responsables"))
    period = "?du=2011-01-01&au=2011-12-31"

    file = b"".join(desk.get(reverse("crm_lodging_value_file") + period).streaming_content).decode()
    page = desk.get(reverse("crm_lodging_value") + period).content.decode()

    assert "'=Région;visite du territoire;1;3;3;135,00;135,00" in file
    assert "Rey" not in file + page


@pytest.mark.parametrize(
    "period",
    [
        "?du=x&au=y",
        "?du=2012-01-01&au=2011-01-01",
        "?du=0001-01-01&au=9999-12-31",
        "?du=2011-01-01",
    ],
)
def test_a_period_that_is_none_is_said_beside_its_field(period):
    answer = at_the_desk(colleague("Responsables")).get(reverse("crm_lodging_value") + period)

    assert answer.status_code == 422


def test_the_day_tells_who_arrives_who_leaves_and_what_is_late():
    user, unit = colleague(), dwelling()
    confirmed(unit)
    arrived(unit, arrive=date(2011, 6, 3))
    requested(unit, arrive=date(2011, 6, 20))

    block = days.arrivals(user, noon(ARRIVE))

    assert block.told == "deux arrivées ou départs à noter"
    assert [(line.icon, line.late) for line in block.lines] == [
        ("door-open", False),
        ("key-round", False),
    ]
    assert all(line.late for line in days.arrivals(user, noon(date(2011, 6, 8))).lines)


def test_a_hold_is_a_deadline_until_it_is_confirmed():
    user, unit = colleague(), dwelling()
    stay = held(unit)
    confirmed(unit, arrive=date(2011, 7, 1))

    found = days.holds(user, ASKED, ASKED.date() + timedelta(days=30))

    assert [(one.on, one.label) for one in found] == [(date(2011, 5, 5), str(stay.person))]


def test_the_calendar_of_an_advisor_has_the_arrivals_of_their_families():
    user = colleague()
    journey = journey_of(owner=user)
    confirmed(dwelling(), journey.person, journey=journey)

    found = days.dates(user, JUNE, date(2011, 7, 1))

    assert [(one.what, one.starts) for one in found] == [("Arrivée au logement", ARRIVE)]


def test_the_file_tells_the_stay_from_the_request_to_the_keys_given_back():
    person = make_person(at=ASKED)
    slept(dwelling(), person)

    told = [moment.title for moment in moments(person, colleague(), ["settling"])]

    assert told == [
        "Départ du logement", "Arrivée au logement passerelle, trois nuits",
        "Logement demandé, trois nuits",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cents", "said"), [(4500, "45 €"), (123450, "1\u202f234,50 €"), (5, "0,05 €")]
)
def test_amounts_are_said_in_french(cents, said):
    assert euros(cents) == said.replace(" €", "\u00a0€")
