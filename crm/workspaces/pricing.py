"""What half-days cost. Pure arithmetic in whole cents: no row is read here.

A half-day made free by a support plan costs nothing. What is left of a week or of a month is charged
at the cheaper of the product and the sum of its half-days, each day at the cheaper of a day and its half-days.
A room that comes with an office (meeting, video, multimedia) costs nothing and makes no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol

from telecentre.models import TariffProduct

HALF_DAY, DAY = TariffProduct.HALF_DAY, TariffProduct.DAY
WEEK, MONTH = TariffProduct.WEEK, TariffProduct.MONTH
ORDER = {product: rank for rank, product in enumerate((MONTH, WEEK, DAY, HALF_DAY))}
PLURALS = {HALF_DAY: "demi-journées", DAY: "journées", WEEK: "semaines", MONTH: "mois"}


class NoTariff(Exception):
    """No price holds on a day: `day` says which."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day}")
        self.day = day


class PricedTariff(Protocol):
    product: str
    price_cents: int
    audience: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class HeldHalf:
    """One half-day as it is charged.

    booking  what makes a week or a month one thing: the id of its booking
    product  the formula chosen for that booking
    free     made free by a plan
    rented   False in a room that comes with an office
    """

    booking: int
    product: TariffProduct
    date: date
    half: str
    free: bool = False
    rented: bool = True


@dataclass(frozen=True)
class Charge:
    """What a stretch of a booking costs: `quantity` × `unit_cents`, nothing when it is free.

    `on` is the first half-day that it covers, and decides the month in which it is charged.
    """

    booking: int
    on: date
    product: TariffProduct
    quantity: int
    unit_cents: int
    free: bool = False

    @property
    def amount_cents(self) -> int:
        return 0 if self.free else self.quantity * self.unit_cents


@dataclass(frozen=True)
class Line:
    """A line of a quote or of a statement. `unit_cents` is the price of one, also where it is made free."""

    label: str
    product: TariffProduct
    quantity: int
    unit_cents: int
    amount_cents: int
    free: bool


class Prices:
    """The general tariffs by day: one that says no audience before one that does, then the dearest."""

    def __init__(self, tariffs: Iterable[PricedTariff]) -> None:
        self._rows = sorted(tariffs, key=lambda row: (row.audience != "", -row.price_cents))

    def of(self, product: TariffProduct, day: date) -> int | None:
        for row in self._rows:
            in_time = row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
            if row.product == product and in_time:
                return row.price_cents
        return None


def charges(halves: Iterable[HeldHalf], tariffs: Iterable[PricedTariff]) -> list[Charge]:
    """Return what half-days cost, booking by booking. Raises NoTariff where a paid one has no price.

    A booking is given whole: a week that straddles two months is one week.
    """
    prices = Prices(tariffs)
    rented = sorted(
        (half for half in halves if half.rented),
        key=lambda half: (half.booking, half.date, half.half),
    )
    return [
        charge
        for _, stretch in groupby(rented, key=_stretch)
        for charge in _charged(list(stretch), prices)
    ]


def lines(charged: Iterable[Charge]) -> list[Line]:
    """Bring together what has the same product, price and freedom: the paid first, the largest product first."""

    def key(charge: Charge) -> tuple[bool, int, int]:
        return charge.free, ORDER[charge.product], -charge.unit_cents

    found = []
    for (free, _, _), alike in groupby(sorted(charged, key=key), key=key):
        rows = list(alike)
        first, quantity = rows[0], sum(row.quantity for row in rows)
        found.append(
            Line(
                label=label(first.product, quantity, free=free),
                product=first.product,
                quantity=quantity,
                unit_cents=first.unit_cents,
                amount_cents=sum(row.amount_cents for row in rows),
                free=free,
            )
        )
    return found


def total(charged: Iterable[Charge]) -> int:
    return sum(charge.amount_cents for charge in charged)


def label(product: TariffProduct, quantity: int, *, free: bool = False) -> str:
    """« Demi-journées offertes pendant l’accompagnement », « Journée », « Mois, un à deux jours par semaine »."""
    several = quantity > 1
    name = PLURALS[product] if several else str(TariffProduct(product).label)
    if product == MONTH:
        name = str(TariffProduct.MONTH.label)
    offered = f" offerte{'s' if several else ''} pendant l’accompagnement" if free else ""
    return f"{name}{offered}".capitalize()


def _stretch(half: HeldHalf) -> tuple[int, str, tuple[int, ...]]:
    """The half-days that are weighed together: those of a week, of a month, of a day."""
    if half.product == WEEK:
        iso = half.date.isocalendar()
        return half.booking, half.product, (iso.year, iso.week)
    if half.product == MONTH:
        return half.booking, half.product, (half.date.year, half.date.month)
    return half.booking, half.product, (half.date.toordinal(),)


def _charged(stretch: Sequence[HeldHalf], prices: Prices) -> list[Charge]:
    free = [half for half in stretch if half.free]
    paid = [half for half in stretch if not half.free]
    found = _by_the_day(paid, prices)
    first = stretch[0]
    if paid and first.product in (WEEK, MONTH):
        whole = prices.of(first.product, paid[0].date)
        if whole is not None and (not found or whole <= total(found)):
            found = [Charge(first.booking, paid[0].date, first.product, 1, whole)]
    if paid and not found:
        raise NoTariff(paid[0].date)
    if free:
        unit = prices.of(HALF_DAY, free[0].date) or 0
        found.append(Charge(first.booking, free[0].date, HALF_DAY, len(free), unit, free=True))
    return found


def _by_the_day(paid: Sequence[HeldHalf], prices: Prices) -> list[Charge]:
    """Each day at the cheaper of a day and its half-days; nothing when one of the days has no price."""
    found = []
    for day, rows in groupby(paid, key=lambda half: half.date):
        count = len(list(rows))
        half_price, day_price = prices.of(HALF_DAY, day), prices.of(DAY, day)
        booking = paid[0].booking
        offers = []
        if day_price is not None:
            offers.append(Charge(booking, day, DAY, 1, day_price))
        if half_price is not None:
            offers.append(Charge(booking, day, HALF_DAY, count, half_price))
        if not offers:
            return []
        # Of two equal prices, the one that names what was taken: a day for two half-days.
        found.append(
            min(offers, key=lambda one: (one.amount_cents, (one.product == DAY) != (count > 1)))
        )
    return found
