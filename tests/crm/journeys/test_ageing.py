"""How long a journey has stood at its stage: counted in the database, pauses left out."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journeys.ageing import LONG, ON_TIME, TOO_LONG, Age, age_of, too_long, with_age
from crm.journeys.exchanges import set_next_action
from crm.journeys.models import Journey, JourneyPause, Stage, TrackStage
from crm.journeys.services import pause
from tests.crm.desk import at_the_desk, colleague, journey_of

pytestmark = pytest.mark.django_db

EXPECTED = 21


def entered(days_ago, **options):
    """Begun at noon of a day: an hour of the clock that changes in between moves no date."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return journey_of(at=timezone.make_aware(datetime.combine(day, time(12))), **options)


def paused(journey, first, last):
    """Write a pause between two numbers of days ago; negative is to come."""
    today = timezone.localdate()
    JourneyPause.objects.create(
        journey=journey,
        starts_on=today - timedelta(days=first),
        resume_on=today - timedelta(days=last),
        reason="naissance",
    )


def age(journey):
    return age_of(with_age(Journey.objects.filter(pk=journey.pk), timezone.localdate()).get())


def test_the_days_at_a_stage_are_counted_against_what_is_expected_there():
    told = age(entered(34))

    assert (told.days, told.expected) == (34, EXPECTED)
    assert (
        told.sentence
        == "34\N{NO-BREAK SPACE}jours à cette étape\N{NARROW NO-BREAK SPACE}; on en attend 21 au plus."
    )


@pytest.mark.parametrize(
    ("first", "last", "counted"),
    [(20, 10, 24), (40, 30, 30), (5, -8, 29), (0, -8, 34), (-3, -9, 34), (50, 40, 34)],
    ids=["inside", "begun before the stage", "not over", "begun today", "to come", "before"],
)
def test_the_days_of_a_pause_do_not_count(first, last, counted):
    journey = entered(34)
    paused(journey, first, last)

    assert age(journey).days == counted


def test_two_pauses_add_up():
    journey = entered(34)
    paused(journey, 30, 25)
    paused(journey, 20, 10)

    assert age(journey).days == 19


@pytest.mark.parametrize(
    ("days", "expected", "state"),
    [(0, 21, ON_TIME), (16, 21, ON_TIME), (17, 21, LONG), (21, 21, LONG), (22, 21, TOO_LONG),
     (900, None, ON_TIME)],
)  # fmt: skip
def test_an_age_is_on_time_long_or_too_long(days, expected, state):
    assert Age(days, expected).state == state


def test_a_journey_is_too_long_the_day_after_the_last_one_expected():
    last, after = entered(EXPECTED), entered(EXPECTED + 1)
    slept = entered(EXPECTED + 1)
    paused(slept, 3, 2)

    assert list(too_long(Journey.objects.all(), timezone.localdate())) == [after]
    assert last not in too_long(Journey.objects.all(), timezone.localdate())


def test_nothing_is_too_long_where_nothing_is_expected():
    TrackStage.objects.filter(stage=Stage.CONTACT).update(expected_days=None)
    journey = entered(400)

    assert list(too_long(Journey.objects.all(), timezone.localdate())) == []
    assert age(journey).sentence == "400\N{NO-BREAK SPACE}jours à cette étape."


@pytest.mark.parametrize("url", ["crm_board", "crm_journeys"])
def test_the_filter_keeps_those_that_stand_too_long(url):
    user = colleague()
    old, new, away = (entered(days, owner=user) for days in (40, 2, 60))
    pause(away, timezone.localdate() + timedelta(days=5), "naissance", by=user)

    page = at_the_desk(user).get(reverse(url), {"long": "on"}).content.decode()

    assert old.person.last_name in page
    assert new.person.last_name not in page
    assert away.person.last_name not in page


def test_the_list_puts_first_what_is_furthest_beyond():
    user = colleague()
    late, later, early = (entered(days, owner=user) for days in (30, 50, 1))
    set_next_action(early, "Rappeler", timezone.now(), by=user)

    page = at_the_desk(user).get(reverse("crm_journeys"), {"tri": "-retard"}).content.decode()

    places = [page.index(row.person.last_name) for row in (later, late, early)]
    assert places == sorted(places)


@pytest.mark.parametrize("url", ["crm_board", "crm_journeys"])
def test_a_stay_that_is_too_long_is_said_in_words(url):
    user = colleague()
    entered(40, owner=user)

    page = at_the_desk(user).get(reverse(url)).content.decode()

    assert "40\N{NO-BREAK SPACE}jours à l’étape" in page
    assert ", trop long</span>" in page


def test_the_file_says_the_days_and_what_is_expected():
    user = colleague()
    journey = entered(40, owner=user)

    page = at_the_desk(user).get(reverse("crm_person", args=[journey.person_id])).content.decode()

    assert "on en attend 21 au plus" in page
