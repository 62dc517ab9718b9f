"""The figures of the seven people of conftest.py, counted by hand."""

import re
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.indicators.counting import compute
from crm.indicators.counting.compute import TABLES
from crm.indicators.drill import behind
from crm.people.models import Household
from crm.privacy.services import anonymise
from tests.telecentre.factories import SpaceFactory

D = date(2010, 6, 30)


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
