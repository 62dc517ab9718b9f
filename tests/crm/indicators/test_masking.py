from datetime import date

import pytest

from crm.indicators.charts import growth, session_chart
from crm.indicators.comparing import Reading, difference
from crm.indicators.counting.figures import Figures, SessionLine, Step, number
from crm.indicators.definitions import DEFINITIONS
from crm.indicators.masking import gathered, hidden, merged, tells_too_much


def line(local, exogenous, unknown=0):
    day = date(2009, 1, 5)
    return SessionLine("hiver", day, day, True, True, local, exogenous, unknown)


def figure(numerator, denominator=None):
    return {"numerator": numerator, "denominator": denominator, "value": numerator}


@pytest.mark.parametrize(("count", "expected"), [(0, False), (1, True), (2, True), (3, False)])
def test_one_or_two_people_are_hidden_and_nobody_is_not(count, expected):
    assert hidden(figure(count), DEFINITIONS["I7"].as_json()) is expected


def test_a_share_is_hidden_when_what_is_left_is_one_or_two():
    rate = DEFINITIONS["I4"].as_json()

    assert hidden(figure(13, 15), rate)
    assert not hidden(figure(12, 15), rate)


def test_offices_are_not_people():
    assert not hidden(figure(1), DEFINITIONS["I8"].as_json())


def test_sessions_are_gathered_until_none_shows_one_or_two_people():
    groups = gathered([line(14, 0), line(3, 12), line(2, 13), line(1, 13), line(3, 8)])

    assert [len(group) for group in groups] == [1, 1, 2, 1]
    assert not any(tells_too_much(merged(group)) for group in groups)


def test_the_last_session_joins_the_one_before():
    assert [len(group) for group in gathered([line(4, 8), line(1, 10)])] == [2]


def test_every_trainee_has_a_hexagon():
    chart = session_chart([line(14, 0), line(2, 13), line(1, 13)])

    assert chart is not None
    assert sum(len(column.hexagons) for column in chart.columns) == chart.people == 43
    assert len({(one.x, one.y) for column in chart.columns for one in column.hexagons}) == 43
    assert all(0 <= one.x <= chart.width for column in chart.columns for one in column.hexagons)


def test_a_lonely_small_session_says_nothing_of_origins():
    chart = session_chart([line(1, 11)])

    assert chart is not None
    assert {one.origin for one in chart.columns[0].hexagons} == {"withheld"}
    assert chart.columns[0].share == "–"


def test_without_sessions_there_is_no_chart():
    assert session_chart([]) is None
    assert growth([], date(2011, 3, 23)) is None


def test_the_curve_starts_at_nobody_and_never_falls():
    curve = growth([Step(date(2007, 6, 30), 14), Step(date(2010, 9, 30), 120)], date(2011, 3, 23))

    assert curve is not None
    heights = [point.y for point in curve.points]
    assert heights == sorted(heights, reverse=True)
    assert [people for _, people in curve.ticks] == [0, 40, 80, 120]
    assert [year for _, year in curve.years] == [2007, 2008, 2009, 2010, 2011]


def figures(count):
    """As many people everywhere, half of them in whatever is a share of the others."""
    found = {
        code: number(code, count, among=2 * count if one.rate else None, unknown=count)
        for code, one in DEFINITIONS.items()
    }
    return Figures(date(2011, 3, 23), found, [line(count, count, count)], [], [])


def test_no_two_days_that_a_reader_compares_tell_of_one_or_two_people():
    """Whatever the two days, and however they are asked: on one screen or on two."""
    readings = [Reading(figures(count), exact=False) for count in range(3, 12)]
    told = [reading.found["I1"] for reading in readings]
    rates = [reading.found["I3"] for reading in readings]

    assert {one.value for one in told} == {3, 6, 9}
    assert {(one.numerator % 3, one.denominator % 3, one.unknown % 3) for one in rates} == {
        (0, 0, 0)
    }
    gaps = {difference("I1", now, before) for now in readings for before in readings}
    assert gaps == {"=", "+3", "+6", "−3", "−6"}
    sessions = [row["line"] for reading in readings for row in reading.sessions()]
    assert {(one.local % 3, one.exogenous % 3, one.unknown % 3) for one in sessions} == {(0, 0, 0)}


def test_who_reads_files_compares_to_the_unit():
    now, before = (Reading(figures(count), exact=True) for count in (7, 6))

    assert difference("I1", now, before) == "+1"
    assert difference("I3", now, before) == "="
    assert now.number("I8") == "7"
    assert now.among("I8") == "et 7 autres prévus"
