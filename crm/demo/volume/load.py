"""The order in which a volume is written, in one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from crm.applications.waitlist.enlisting import enlist_strays
from crm.journeys.models import Journey
from crm.people.models import Person

from .afterwards import follow_up
from .around import come_to_the_forum, know_the_press
from .cast import Actor, Cast
from .files import open_files
from .mail import subscribe, write_to
from .meetings import meet
from .news import tell_news
from .readings import keep_the_journal
from .sizes import MAILINGS, Sizes
from .spaces import keep_spaces
from .talk import talk
from .training import hold_sessions
from .visits import come_and_see
from .ways import open_journeys


class AlreadyFilled(Exception):
    """The base holds files: nothing is ever added to them."""


class NoTerritory(Exception):
    """Nobody can live anywhere."""


@transaction.atomic
def fill(sizes: Sizes, at: datetime) -> int:
    """Fill a base without files and return how many were opened.

    The agents who follow the journeys are those of the base; without any, nobody does.
    """
    if Person.objects.exists() or Journey.objects.exists():
        raise AlreadyFilled
    cast = Cast(at)
    if not cast.crowd.home or not cast.crowd.country:
        raise NoTerritory
    actors = cast.draw(sizes)
    open_files(actors, cast)
    open_journeys(actors, cast)
    hold_sessions(actors, cast)
    enlist_strays(at)
    follow_up(actors, cast)
    talk(actors, cast)
    _go_on(actors, cast, sizes)
    return len(actors)


def _go_on(actors: list[Actor], cast: Cast, sizes: Sizes) -> None:
    """What the house did with them, and around them."""
    keep_spaces(actors, cast, sizes.of("bookings"))
    come_and_see(actors, cast, sizes.of("visits"), sizes.of("residences"))
    meet(actors, cast, sizes.of("appointments"))
    write_to(actors, cast, sizes.of("letters"), MAILINGS, sizes.of("recipients"))
    subscribe(actors, cast, sizes.of("subscribers"), sizes.of("consents"))
    know_the_press(cast, sizes.of("journalists"))
    come_to_the_forum(actors, cast, sizes.of("registrations"))
    keep_the_journal(actors, cast, sizes.journal)
    tell_news(cast, sizes.news)


def take_stock() -> None:
    """Tell PostgreSQL how its tables have grown, as it does by itself a minute later."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
