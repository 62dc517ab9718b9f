"""Medians, quartiles, the estimate of Kaplan and Meier, what is kept back: by hand, without any row."""

import random
from datetime import date

import pytest

from crm.indicators.analyses.masks import nested, small
from crm.indicators.analyses.measures import kaplan_meier, middle, quartiles
from crm.indicators.analyses.spans import Span
from crm.indicators.analyses.words import days, short, when, written

DAY = date(2010, 7, 31)


def test_half_of_those_who_could_arrive_have_by_the_ninetieth_day():
    # Of six, 5/6 are left after 30 days, 4/6 after 60; one is lost from sight then, and 2/3 of three are left at 90.
    assert kaplan_meier([30, 60, 90, 200], [60, 100]) == 90


def test_who_arrived_alone_would_say_sooner():
    assert middle([30, 60, 90, 200]) == 75


def test_there_is_no_median_while_less_than_half_are_expected():
    assert kaplan_meier([10], [20, 30]) is None
    assert kaplan_meier([], [20]) is None


def test_who_left_before_any_arrival_is_no_longer_among_those_who_could():
    assert kaplan_meier([50, 60], [10, 20]) == 50


def test_a_half_is_reached_when_it_is_reached_exactly():
    assert kaplan_meier([7, 9], []) == 7


def test_quartiles_are_days_that_somebody_took():
    found = quartiles([5, 1, 4, 2, 3, 8, 7, 6])

    assert found is not None
    assert (found.first, found.second, found.third) == (2, 4, 6)
    assert quartiles([]) is None


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([7, 5, 4, 3, 2, 1, 1], [True, False, True, False, False, False, False]),
        ([20, 20, 17, 0], [True, True, True, True]),
        ([2, 0], [False, True]),
        ([10, 8, 0], [True, False, True]),
    ],
)
def test_a_chain_keeps_back_what_would_tell_of_one_or_two(counts, shown):
    assert nested(counts) == shown


def test_no_two_counts_shown_of_any_chain_differ_by_one_or_two():
    chance = random.Random(2011)
    for _ in range(2000):
        chain = sorted((chance.randrange(12) for _ in range(chance.randrange(2, 9))), reverse=True)
        told = [count for count, clear in zip(chain, nested(chain), strict=True) if clear]
        assert not any(map(small, told))
        assert not any(small(a - b) for a in told for b in told), chain


def test_a_period_is_cut_into_whole_quarters_and_whole_weeks():
    span = Span(date(2010, 2, 15), date(2010, 5, 3), DAY)

    assert [(cut.since, cut.until) for cut in span.quarters()] == [
        (date(2010, 1, 1), date(2010, 3, 31)),
        (date(2010, 4, 1), date(2010, 6, 30)),
    ]
    assert [cut.since for cut in Span(date(2010, 1, 1), date(2010, 1, 5), DAY).weeks()] == [
        date(2009, 12, 28),
        date(2010, 1, 4),
    ]


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (date(2010, 1, 1), date(2010, 12, 31), "en 2010"),
        (date(2010, 1, 1), date(2010, 3, 31), "au 1er\u00a0trimestre\u00a02010"),
        (date(2010, 2, 1), date(2010, 2, 28), "en févr.\u00a02010"),
        (date(2010, 2, 1), date(2010, 4, 30), "du 1er\u00a0février au 30\u00a0avril\u00a02010"),
    ],
)
def test_a_period_is_said_as_one_says_it(since, until, told):
    assert when(Span(since, until, DAY)) == told


def test_a_quarter_is_short_under_its_bar():
    assert short(Span(date(2010, 4, 1), date(2010, 6, 30), DAY)) == "T2"
    assert written(Span(date(2010, 4, 1), date(2010, 6, 30), DAY)).startswith("2e")
    assert (days(1), days(45), days(457), days(None)) == (
        "1\u00a0jour",
        "45\u00a0jours",
        "15\u00a0mois",
        "–",
    )
