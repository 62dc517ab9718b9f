"""A telecentre to book in: Monday 7 March 2011, nine o'clock, two offices, the tariffs of the founding text."""

from datetime import date, time, timedelta

from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from crm.workspaces.bookings.asking import Asked
from crm.workspaces.bookings.doors import book
from crm.workspaces.models import Presence
from editorial.calendars import moment
from telecentre.models import SpaceKind, TariffProduct
from tests.crm.factories import make_person
from tests.telecentre.factories import SiteFactory, SpaceFactory, TariffFactory

MONDAY = date(2011, 3, 7)
NOW = moment(MONDAY, time(9))
HALF_DAY, DAY, WEEK, MONTH = TariffProduct
PRICES = {HALF_DAY: 1000, DAY: 2000, WEEK: 8000, MONTH: 10000}


def on(number, *, hour=9):
    """The day some days after Monday, at an hour."""
    return moment(day(number), time(hour))


def day(number):
    return MONDAY + timedelta(days=number)


def tariffs(prices=PRICES):
    return [
        TariffFactory(product=product, price_cents=cents, valid_from=date(2006, 9, 1))
        for product, cents in prices.items()
    ]


def telecentre(offices=2):
    """Return the offices of a site that is open from Monday to Friday."""
    tariffs()
    site = SiteFactory()
    return [SpaceFactory(site=site, label=f"Bureau {number + 1}") for number in range(offices)]


def meeting_room(site):
    return SpaceFactory(site=site, label="Salle de réunion", kind=SpaceKind.MEETING)


def somebody(**known):
    return make_person(at=on(-30), **known)


def accompanied(*, since=0, **known):
    """Somebody whose plan begins some days after Monday."""
    person = somebody(**known)
    open_plan(person, PlanBasis.SETTLED, day(since), at=on(-1))
    return person


def whole_day(number):
    return Asked(DAY, day(number), day(number))


def half(number, name="am"):
    when = day(number)
    return Asked(HALF_DAY, when, when, f"{when.weekday()}{name}")


def week(number):
    return Asked(WEEK, day(number), day(number + 6))


def month(starts, ends, pattern="1am 1pm"):
    return Asked(MONTH, day(starts), day(ends), pattern)


def booked(space, asked, person=None, **options):
    options.setdefault("at", NOW)
    return book(person or somebody(), space, asked, **options)


def slots(booking):
    return [(slot.date, slot.half) for slot in booking.slots.order_by("date", "half")]


def came(person, site, number, name="am"):
    return Presence.objects.create(person=person, site=site, date=day(number), half=name)
