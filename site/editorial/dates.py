"""French dates as they are said: « du 9 mai au 28 octobre 2011 », « le 1er mai ». No-break spaces inside."""

from __future__ import annotations

from datetime import date, time

from django.utils.dates import MONTHS, WEEKDAYS

NBSP = "\N{NO-BREAK SPACE}"


def day(when: date, *, month: bool = True, year: bool = True, weekday: bool = False) -> str:
    """Write one day: « 1er mai 2011 », « jeudi 7 octobre », « 9 » without month nor year."""
    words = ["1er" if when.day == 1 else str(when.day)]
    if month:
        words.append(str(MONTHS[when.month]))
    if month and year:
        words.append(str(when.year))
    if weekday:
        words.insert(0, str(WEEKDAYS[when.weekday()]))
    return NBSP.join(words)


def period(start: date, end: date, *, year: bool = True) -> str:
    """Write a period, both days included, repeating neither month nor year.

    One day is « le 7 octobre 2010 », two that follow each other « les 7 et 8 octobre 2010 ».
    """
    if start == end:
        return f"le {day(start, year=year)}"
    same_year = start.year == end.year
    same_month = same_year and start.month == end.month
    opening = day(start, month=not same_month, year=not same_year)
    if (end - start).days == 1:
        return f"les {opening} et {day(end, year=year)}"
    return f"du {opening} au {day(end, year=year)}"


def hour(when: time) -> str:
    """Write an hour: « 9 h », « 17 h 30 »."""
    words = [str(when.hour), "h"] + ([f"{when.minute:02}"] if when.minute else [])
    return NBSP.join(words)
