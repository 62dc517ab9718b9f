"""The telecentre: offices kept by the day or the half-day for years, and who came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from crm.workspaces.models import (
    Booking,
    BookingSlot,
    BookingSource,
    BookingState,
    HalfDay,
    Presence,
)
from telecentre.calendar import public_holidays
from telecentre.models import Space, SpaceKind, TariffProduct

from ..days import at_hour
from .cast import Actor, Cast
from .rows import poured, written
from .sizes import Lot

BOOKERS = {Lot.QUALIFIED, Lot.SETTLING, Lot.SETTLED}
AHEAD = timedelta(days=45)
# How a day of an office is kept, and how often: the whole of it, its morning, its afternoon, not at all.
DAYS = [list(HalfDay), [HalfDay.MORNING], [HalfDay.AFTERNOON], []]
OFTEN = [30, 20, 15, 35]
PRICES = {TariffProduct.DAY: 1_000, TariffProduct.HALF_DAY: 600}
GIVEN_BACK = "Un empêchement."


def keep_spaces(actors: list[Actor], cast: Cast, count: int) -> None:
    """Write bookings, the latest first, until there are as many as asked or no office was open any more."""
    bookers = [actor for actor in actors if actor.lot in BOOKERS]
    offices = list(Space.objects.filter(kind=SpaceKind.OFFICE).select_related("site"))
    if not bookers or not offices:
        return
    drawn = list(_drawn(offices, bookers, cast, count))
    rows = written(Booking, (booking for booking, _ in drawn))
    kept = [
        (row, half)
        for row, (_, halves) in zip(rows, drawn, strict=True)
        if row.state != BookingState.CANCELLED
        for half in halves
    ]
    poured(
        BookingSlot,
        (
            BookingSlot(booking=row, space_id=row.space_id, date=row.starts_on, half=half)
            for row, half in kept
        ),
    )
    poured(Presence, _presences(kept, {office.pk: office.site_id for office in offices}))


def _drawn(
    offices: list[Space], bookers: list[Actor], cast: Cast, count: int
) -> Iterator[tuple[Booking, list[HalfDay]]]:
    day, left = cast.today + AHEAD, count
    first = min(office.valid_from for office in offices)
    while left and day >= first:
        open_ones = [office for office in offices if office.valid_from <= day] if _open(day) else []
        for office in open_ones:
            halves = cast.chance.choices(DAYS, OFTEN)[0]
            if halves and left:
                left -= 1
                yield _booking(office, bookers[left % len(bookers)], day, halves, cast), halves
        day -= timedelta(days=1)


def _open(day: date) -> bool:
    return day.weekday() < 5 and day not in public_holidays(day.year)


def _booking(office: Space, actor: Actor, day: date, halves: list[HalfDay], cast: Cast) -> Booking:
    product = TariffProduct.DAY if len(halves) == 2 else TariffProduct.HALF_DAY
    asked_at = min(at_hour(day - timedelta(days=cast.chance.randint(1, 20)), 10), cast.at)
    row = Booking(
        person_id=actor.person,
        space=office,
        product=product,
        starts_on=day,
        ends_on=day,
        pattern="" if len(halves) == 2 else f"{day.weekday()}{halves[0]}",
        state=_state(day, cast),
        source=cast.chance.choice([BookingSource.DESK, BookingSource.PUBLIC]),
        price_cents=PRICES[product],
        requested_at=asked_at,
    )
    if row.state != BookingState.REQUESTED:
        row.confirmed_at = asked_at
    if row.state == BookingState.CANCELLED:
        row.cancelled_on, row.cancel_reason = day, GIVEN_BACK
    return row


def _state(day: date, cast: Cast) -> BookingState:
    drawn = cast.chance.random()
    if drawn < 0.08:
        return BookingState.CANCELLED
    if day >= cast.today:
        return BookingState.REQUESTED if drawn < 0.2 else BookingState.CONFIRMED
    return BookingState.NO_SHOW if drawn < 0.15 else BookingState.USED


def _presences(kept: list[tuple[Booking, HalfDay]], sites: dict[int, int]) -> Iterator[Presence]:
    """Somebody who keeps two offices the same half-day works in one of them."""
    seen: set[tuple[int, date, HalfDay]] = set()
    for row, half in kept:
        key = (row.person_id, row.starts_on, half)
        if row.state == BookingState.USED and key not in seen:
            seen.add(key)
            yield Presence(
                person_id=row.person_id, site_id=sites[row.space_id], date=row.starts_on, half=half
            )
