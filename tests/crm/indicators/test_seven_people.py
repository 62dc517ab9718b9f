"""Seven people, counted by hand as of 30 June 2010.

Ana     Aurillac, unemployed     trained, created 1 March 2010; settled from Lyon with two children
Bruno   Lyon, employee           trained, had created in 2008; settled in Dienne, coming from Murat
Chloé   abroad                   trained, took over an activity on 30 June 2010 itself
David   origin unknown           trained, on site on 30 June 2010 itself
Emma    Lyon                     followed at a distance only
Fadi    Murat, in training       applied, withdrew; hired by telework
Gilles  Lyon                     applied on 1 July 2010: too late

At work, in a telecentre of two offices open on working days since 2006:
Ana     thirteen half-days in June          Bruno  two half-days, and a booking by the month from 1 June
David   waits for an office since 1 June    Emma   waited from 1 March to 10 June, 101 days

Accompanied (with Ana and Bruno, since they settled):
Emma    since 4 January    review of 4 April held on 4 May, thirty days later
Chloé   since 15 February  review of 15 May not held
Fadi    since 1 March      in pause since 20 May: the review of 1 June waits
"""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.applications.models import ApplicationState, Mode
from crm.applications.services import move
from crm.demo.days import weekdays
from crm.indicators.counting import compute
from crm.indicators.counting.compute import TABLES
from crm.indicators.drill import behind
from crm.letters.services import outbox_shut
from crm.people.models import Household
from crm.privacy.services import anonymise
from crm.support.models import ActivityKind, PlanBasis
from crm.support.pauses import add_pause
from crm.support.plans import open_plan
from crm.support.reviews import hold_review
from crm.support.services import note_activity
from crm.waiting.models import WaitState
from crm.waiting.services import join, offer
from crm.waiting.services import move as move_wait
from crm.workspaces.models import Booking, HalfDay
from crm.workspaces.offices.kind import KEY, KIND
from crm.workspaces.services import note_presence
from tests.crm.factories import make_territory
from tests.crm.indicators.factories import admit, applied, attend, noon, settle
from tests.telecentre.factories import SiteFactory, SpaceFactory
from tests.training.factories import SessionFactory

D = date(2010, 6, 30)
SENT, SEATED, FIRST = date(2010, 1, 4), date(2010, 1, 20), date(2010, 2, 1)


@pytest.fixture
def people(db):
    places = make_territory()
    session = SessionFactory(starts_on=FIRST, ends_on=D)
    known = {
        "ana": {"commune": places["aurillac"], "professional_status": "unemployed"},
        "bruno": {"commune": places["lyon"], "professional_status": "employee"},
        "chloe": {"commune": None, "country": "BE"},
        "david": {"commune": None, "country": ""},
        "emma": {"commune": places["lyon"]},
        "fadi": {"commune": places["murat"], "professional_status": "training"},
    }
    sent = {name: applied(session, SENT, **who) for name, who in known.items()}
    for name in ("ana", "bruno", "chloe", "david", "emma"):
        admit(sent[name], SEATED)
    for name in ("ana", "bruno", "chloe"):
        attend(sent[name], FIRST)
    attend(sent["david"], D)
    attend(sent["emma"], FIRST, Mode.DISTANCE)
    with outbox_shut():
        move(sent["fadi"], ApplicationState.WITHDRAWN, at=noon(SEATED))
    sent["gilles"] = applied(session, date(2010, 7, 1), commune=places["lyon"])
    found = {name: application.person for name, application in sent.items()}
    note_activity(found["ana"], ActivityKind.CREATION, date(2010, 3, 1), at=noon(date(2010, 3, 1)))
    note_activity(found["bruno"], ActivityKind.CREATION, date(2008, 3, 1), at=noon(FIRST))
    note_activity(found["chloe"], ActivityKind.TAKEOVER, D, at=noon(D))
    note_activity(found["fadi"], ActivityKind.HIRED, date(2010, 5, 3), at=noon(date(2010, 5, 3)))
    settle(
        found["ana"],
        places["murat"],
        D,
        adults=2,
        children=2,
        children_schooled=1,
        origin=places["lyon"],
    )
    settle(found["bruno"], places["dienne"], D, origin=places["murat"])
    return found


@pytest.fixture
def at_work(people):
    site = SiteFactory()
    offices = [SpaceFactory(site=site, kind="office", seats=1) for _ in range(2)]
    for rank, day in enumerate(weekdays(date(2010, 6, 14), D)):
        note_presence(people["ana"], site, day, HalfDay.MORNING, at=noon(day))
        if rank < 2:
            note_presence(people["bruno"], site, day, HalfDay.AFTERNOON, at=noon(day))
    june = date(2010, 6, 1)
    Booking.objects.create(
        person=people["bruno"], space=offices[0], product="month", starts_on=june,
        ends_on=date(2010, 7, 31), pattern="1am 1pm", state="confirmed", requested_at=noon(june),
        confirmed_at=noon(june),
    )  # fmt: skip
    join(KIND, KEY, person=people["david"], reference="1", at=noon(june))
    entry = join(KIND, KEY, person=people["emma"], reference="2", at=noon(date(2010, 3, 1)))
    offer(entry, noon(date(2010, 6, 11)), at=noon(date(2010, 6, 9)))
    move_wait(entry, WaitState.ACCEPTED, at=noon(date(2010, 6, 10)))
    return people


@pytest.fixture
def accompanied(people):
    begun = {"emma": date(2010, 1, 4), "chloe": date(2010, 2, 15), "fadi": date(2010, 3, 1)}
    plans = {
        name: open_plan(people[name], PlanBasis.TRAINED, day, at=noon(day))
        for name, day in begun.items()
    }
    hold_review(plans["emma"].reviews.first(), "Vu.", by=None, at=noon(date(2010, 5, 4)))
    add_pause(plans["fadi"], date(2010, 5, 20), None, "congé", at=noon(D))
    return people


def counted(code, day=D):
    figure = compute(day)[code]
    return figure.value, figure.numerator, figure.denominator, figure.unknown


def test_six_have_applied_by_that_day(people):
    assert counted("I1") == (6, 6, None, None)


def test_four_were_welcomed_since_distance_is_not_enough(people):
    assert counted("I2") == (4, 4, 6, None)


def test_who_came_on_the_day_itself_counts_and_the_day_before_does_not(people):
    assert counted("I2", date(2010, 6, 29)) == (3, 3, 6, None)


def test_two_created_since_the_one_of_before_the_training_does_not_count(people):
    assert counted("I3") == (50, 2, 4, 1)


def test_two_in_four_known_origins_are_exogenous(people):
    # Bruno, Chloé and Emma against Ana; David is left out of the denominator.
    assert counted("I4") == (75, 3, 4, 1)
    assert counted("I4c") == (75, 3, 4, 1)


def test_a_session_that_has_not_ended_is_in_no_series(people):
    assert counted("I4", date(2010, 6, 29)) == (0, 0, 0, 0)


def test_one_family_came_from_outside(people):
    assert counted("I5") == (1, 1, None, 0)
    assert [counted(f"I5_{who}")[0] for who in ("adults", "children", "schooled")] == [2, 2, 1]


def test_two_locals_work_again_one_of_them_hired(people):
    assert counted("I7")[0] == 2


def test_the_people_counted_are_named_to_those_entitled(people):
    found = compute(D)

    assert set(found["I3"].ids) == {people["ana"].pk, people["chloe"].pk}
    assert found["I5"].ids == (Household.objects.get(members__person=people["ana"]).pk,)


def test_two_work_regularly_one_by_presence_one_by_booking(at_work):
    found = compute(D)

    assert set(found["I6"].ids) == {at_work["ana"].pk, at_work["bruno"].pk}
    assert found["I6b"].ids == (at_work["bruno"].pk,)
    assert counted("I6", date(2010, 6, 29))[0] == 2
    # Twelve half-days of Ana are not reached on the 28th, and nobody had booked in May.
    assert counted("I6", date(2010, 6, 28))[0] == 1
    assert counted("I6", date(2010, 5, 31))[0] == 0


def test_fifteen_half_days_of_the_two_hundred_and_forty_eight_on_offer_were_used(at_work):
    # 1 April to 30 June: 65 weekdays, less Easter Monday, Ascension and Whit Monday, two halves, two offices.
    assert counted("I9") == (6, 15, 248, None)


def test_one_waits_for_an_office_and_one_had_waited_a_hundred_and_one_days(at_work):
    assert counted("I10") == (1, 1, None, None)
    assert counted("I10_wait") == (101, 101, 1, None)
    assert counted("I10", date(2010, 6, 9))[0] == 2
    assert counted("I10_wait", date(2010, 6, 9)) == (0, 0, 0, None)


def test_of_two_reviews_due_one_was_held_on_time(accompanied):
    assert counted("I11") == (50, 1, 2, 0)
    # On 1 May the review of 4 April is not held yet, and may still be on time.
    assert counted("I11", date(2010, 5, 1)) == (0, 0, 1, 1)
    assert counted("I11", date(2010, 5, 3)) == (0, 0, 1, 1)


def test_four_are_accompanied_and_the_one_in_pause_is_not(accompanied):
    found = compute(D)["I11_plans"]

    assert set(found.ids) == {accompanied[name].pk for name in ("ana", "bruno", "emma", "chloe")}
    assert counted("I11_plans", date(2010, 5, 19))[0] == 3
    assert counted("I11_plans", date(2010, 1, 3))[0] == 0


def test_all_figures_take_twelve_queries_and_read_the_tables_they_declare(at_work, accompanied):
    with CaptureQueriesContext(connection) as asked:
        compute(D)

    sent = " ".join(query["sql"] for query in asked.captured_queries)
    assert len(asked) == 12
    assert set(re.findall(r'(?:FROM|JOIN) "(\w+)"', sent)) == set(TABLES)


def test_offices_to_come_are_told_apart_from_those_in_service(at_work):
    opens = date(2011, 6, 30)
    SpaceFactory(kind="office", seats=6, valid_from=opens)

    assert [counted(code)[0] for code in ("I8", "I8_planned")] == [2, 6]
    assert [counted(code, opens)[0] for code in ("I8", "I8_planned")] == [8, 0]
    # A year and a day before, it is too far ahead to be told.
    assert counted("I8_planned", date(2010, 6, 29))[0] == 0


def test_what_a_figure_counts_leads_to_files_whatever_it_counts(at_work, accompanied):
    found = compute(D)
    named = {
        code: [(one.first_name, line.detail) for line in behind(found[code]).lines for one in line.people]
        for code in ("I1b", "I5", "I9", "I11")
    }  # fmt: skip
    ana, bruno, emma = (at_work[name].first_name for name in ("ana", "bruno", "emma"))

    assert named["I5"] == [(ana, "")]
    assert set(named["I9"]) == {
        (ana, "13 demi-journées, du 14/06/2010 au 30/06/2010"),
        (bruno, "2 demi-journées, du 14/06/2010 au 15/06/2010"),
    }
    assert named["I11"] == [(emma, "bilan prévu le 04/04/2010, tenu le 04/05/2010")]
    assert [detail for _, detail in named["I1b"]] == ["candidature du 04/01/2010"] * 6
    assert len(behind(found["I8"]).lines) == 2
    assert behind(found["I5_adults"]) is None


def test_who_was_anonymised_is_counted_without_a_name(at_work):
    anonymise(at_work["ana"])
    found = behind(compute(D)["I9"])

    assert ([one.pk for one in found.people], found.nameless) == ([at_work["bruno"].pk], 1)


def test_forgetting_who_they_are_changes_no_figure_of_any_past_day(at_work, accompanied):
    days = [date(2010, 5, 1), date(2010, 6, 9), D]
    before = [compute(day).as_json() for day in days]

    for person in at_work.values():
        anonymise(person)

    assert [compute(day).as_json() for day in days] == before
