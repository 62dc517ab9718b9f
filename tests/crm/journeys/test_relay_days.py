"""What the day says of relays, of closed accounts and of pauses that end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.journeys.day import blocks
from crm.journeys.relays import hand_over
from crm.journeys.services import pause
from tests.crm.desk import another, colleague, due, journey_of
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def told(user, name, at=None):
    """The lines of one block of somebody's day."""
    found = [block for block in blocks(user, at or timezone.now()) if block.name == name]
    return [f"{line.label} – {line.why}" for block in found for line in block.lines]


def test_a_closed_account_with_open_journeys_is_shown_to_managers():
    gone = UserFactory(is_active=False)
    journey_of(owner=gone)
    journey_of(owner=gone)

    assert told(colleague(), "comptes") == []
    assert told(colleague("Responsables"), "comptes") == [
        f"{gone.get_full_name()}, compte fermé – Deux parcours ouverts à confier."
    ]


def test_a_pause_that_ends_is_in_the_day_of_its_resumption():
    user = colleague()
    journey = due(30, owner=user)
    idle = journey_of(owner=user)
    for row in (journey, idle):
        pause(row, TODAY() + timedelta(days=5), "naissance", by=user)

    def found(days):
        return len(told(user, "reprises", timezone.now() + timedelta(days=days)))

    assert [found(days) for days in (4, 5, 6, 11, 12)] == [0, 2, 1, 1, 0]


def test_the_queries_of_the_day_do_not_grow_with_what_changes_hands(django_assert_max_num_queries):
    giver, taker = colleague("Responsables"), another()
    counts = []
    for user in (taker, giver):
        blocks(user, timezone.now())
    for more in (3, 12):
        for _ in range(more):
            hand_over(journey_of(owner=giver), taker, "secteur", by=giver)
            pause(journey_of(owner=taker), TODAY() + timedelta(days=1), "naissance", by=taker)
            journey_of(owner=UserFactory(is_active=False))
        with django_assert_max_num_queries(130) as made:
            for user in (taker, giver):
                blocks(user, timezone.now() + timedelta(days=1))
        counts.append(len(made))

    assert counts[0] == counts[1]
