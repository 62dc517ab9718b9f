"""The communes of the intercommunality, as almost every visitor's page asks for them."""

from __future__ import annotations

from django.core.cache import cache

from territory.models import Commune

KEY = "home-communes"
HOUR = 3600


def home_communes() -> list[Commune]:
    """The communes of today's territory by name, each with its postcodes and whether it is the seat.

    Kept an hour in the cache that the processes share: they change when a territory is loaded,
    which forgets them.
    """
    kept: list[Commune] | None = cache.get(KEY)
    if kept is None:
        communes = Commune.objects.of_the_territory().with_seat()
        kept = list(communes.prefetch_related("postcodes"))
        # A territory that is not loaded yet is asked for again.
        if kept:
            cache.set(KEY, kept, HOUR)
    return kept


def forget_home_communes() -> None:
    cache.delete(KEY)
