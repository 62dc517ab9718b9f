"""What half-days cost, by hand and whatever they are."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.workspaces.pricing import HeldHalf, NoTariff, charges, lines, total
from telecentre.models import TariffProduct

HALF_DAY, DAY, WEEK, MONTH = TariffProduct
MONDAY = date(2011, 3, 7)


def tariff(product, cents, since=date(2006, 9, 1), until=None, audience=""):
    return SimpleNamespace(
        product=product, price_cents=cents, audience=audience, valid_from=since, valid_to=until
    )


TARIFFS = [tariff(HALF_DAY, 1000), tariff(DAY, 2000), tariff(WEEK, 8000), tariff(MONTH, 10000)]


def held(product, *halves, free=(), booking=1):
    """Half-days « 0am », « 1pm »: the number counts the days from Monday."""
    return [
        HeldHalf(booking, product, MONDAY + timedelta(days=int(name[:-2])), name[-2:], name in free)
        for name in halves
    ]


def days(*numbers):
    return [f"{number}{half}" for number in numbers for half in ("am", "pm")]


@pytest.mark.parametrize(
    ("halves", "cents"),
    [
        (held(HALF_DAY, "0am"), 1000),
        (held(DAY, *days(0)), 2000),
        (held(DAY, "0am"), 1000),  # the afternoon is shut
        (held(WEEK, *days(0, 1, 2, 3, 4)), 8000),
        (held(WEEK, *days(0, 1, 2)), 6000),  # two days are shut: cheaper by the day
        (held(MONTH, *days(1, 8, 15, 22)), 8000),
        (held(MONTH, *days(1, 3, 8, 10, 15, 17)), 10000),
        (held(DAY, *days(0), free=days(0)), 0),
        (held(WEEK, *days(0, 1, 2, 3, 4), free=days(0, 1, 2)), 4000),
        (held(MONTH, *days(1, 3, 8, 10, 15, 17), free=["1am"]), 10000),
        (held(MONTH, *days(1, 3, 8), free=days(1, 3)), 2000),
    ],
)
def test_a_booking_costs_the_cheaper_of_its_product_and_its_half_days(halves, cents):
    assert total(charges(halves, TARIFFS)) == cents


def test_a_week_over_two_months_is_charged_once_from_its_first_paid_day():
    charged = charges(held(WEEK, *days(21, 22, 23, 24, 25), free=days(21)), TARIFFS)

    paid = [charge for charge in charged if not charge.free]
    assert [(charge.product, charge.on, charge.amount_cents) for charge in paid] == [
        (WEEK, MONDAY + timedelta(days=22), 8000)
    ]


def test_lines_say_what_is_paid_then_what_is_offered():
    halves = held(DAY, *days(0, 1), free=days(1)) + held(HALF_DAY, "2am", booking=2)

    told = [(line.label, line.quantity, line.unit_cents, line.amount_cents) for line in
            lines(charges(halves, TARIFFS))]  # fmt: skip

    assert told == [
        ("Journée", 1, 2000, 2000),
        ("Demi-journée", 1, 1000, 1000),
        ("Demi-journées offertes pendant l’accompagnement", 2, 1000, 0),
    ]


def test_the_tariff_is_that_of_the_day_and_the_general_one():
    changed = MONDAY + timedelta(days=1)
    rows = [
        tariff(HALF_DAY, 1000, until=changed),
        tariff(HALF_DAY, 1200, since=changed),
        tariff(HALF_DAY, 500, audience="demandeurs d’emploi"),
    ]
    two = held(HALF_DAY, "0am") + held(HALF_DAY, "1am", booking=2)

    assert [charge.amount_cents for charge in charges(two, rows)] == [1000, 1200]


def test_a_paid_half_day_without_a_tariff_names_its_day():
    with pytest.raises(NoTariff) as missing:
        charges(held(HALF_DAY, "0am"), [])

    assert missing.value.day == MONDAY
    assert total(charges(held(HALF_DAY, "0am", free=["0am"]), [])) == 0


def test_a_room_that_comes_with_an_office_makes_no_line():
    assert charges([HeldHalf(1, DAY, MONDAY, "am", rented=False)], TARIFFS) == []


CELLS = st.sets(st.tuples(st.integers(0, 60), st.sampled_from(["am", "pm"])), min_size=1)


@given(st.sampled_from(list(TariffProduct)), CELLS, CELLS)
def test_no_product_costs_more_than_its_half_days_and_freedom_never_adds(product, cells, free):
    names = [f"{number}{half}" for number, half in cells]
    freed = {f"{number}{half}" for number, half in free}

    paid = total(charges(held(product, *names), TARIFFS))
    partly = total(charges(held(product, *names, free=freed), TARIFFS))

    assert paid <= 1000 * len(names)
    assert partly <= paid
    assert total(charges(held(product, *names, free=names), TARIFFS)) == 0
