from datetime import date, time

import pytest

from editorial.dates import day, hour, period


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2010, 10, 7), date(2010, 10, 7), "le 7 octobre 2010"),
        (date(2011, 2, 1), date(2011, 2, 2), "les 1er et 2 février 2011"),
        (date(2011, 1, 31), date(2011, 2, 1), "les 31 janvier et 1er février 2011"),
        (date(2011, 5, 9), date(2011, 5, 13), "du 9 au 13 mai 2011"),
        (date(2011, 5, 9), date(2011, 10, 28), "du 9 mai au 28 octobre 2011"),
        (date(2011, 9, 12), date(2012, 2, 17), "du 12 septembre 2011 au 17 février 2012"),
    ],
)
def test_a_period_repeats_neither_month_nor_year(start, end, words):
    assert period(start, end).replace("\u00a0", " ") == words


def test_a_day_can_be_named():
    assert day(date(2010, 10, 7), weekday=True).replace("\u00a0", " ") == "jeudi 7 octobre 2010"


@pytest.mark.parametrize(("when", "words"), [(time(9), "9 h"), (time(17, 30), "17 h 30")])
def test_an_hour_is_said_as_in_french(when, words):
    assert hour(when).replace("\u00a0", " ") == words
