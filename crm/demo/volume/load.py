"""The order in which a volume is written, in one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from crm.applications.waitlist.enlisting import enlist_strays
from crm.journeys.models import Journey
from crm.people.models import Person

from .afterwards import follow_up
from .cast import Cast
from .files import open_files
from .sizes import Sizes
from .talk import talk
from .training import hold_sessions
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
    return len(actors)


def take_stock() -> None:
    """Tell PostgreSQL how its tables have grown, as it does by itself a minute later."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
