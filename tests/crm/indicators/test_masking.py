from datetime import date

import pytest

from crm.indicators.charts import growth, session_chart
from crm.indicators.counting.figures import SessionLine, Step
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
