"""The board and the list: one filter, a cap a column, as many queries for 250 journeys as for 25."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journeys.board import CARDS, columns
from crm.journeys.models import Journey, Stage, Track
from crm.journeys.services import pause
from crm.people.services import Minor, household_of
from tests.crm.desk import at_the_desk, colleague, due, journey_of, qualified
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db


def page(url, user=None, **asked):
    answer = at_the_desk(user).get(reverse(url), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def column(stage):
    drawn = columns(Journey.objects.all(), timezone.localdate())
    return next(each for each in drawn if each.stage == stage)


def test_a_column_shows_the_most_pressing_and_counts_the_rest():
    user = colleague()
    journeys = [due(number, owner=user) for number in range(CARDS + 3)]

    contact = column(Stage.CONTACT)

    assert [card.journey.pk for card in contact.cards] == [row.pk for row in journeys[:CARDS]]
    assert (contact.total, contact.hidden) == (CARDS + 3, 3)
    assert "3 autres" in page("crm_board", user)


def test_a_card_offers_the_allowed_moves_only():
    qualified()

    (card,) = column(Stage.QUALIFIED).cards

    offered = {stage for stage, _ in card.ways}
    assert Stage.QUALIFIED not in offered
    assert dict(card.ways)[Stage.CONTACT] is True
    assert dict(card.ways)[Stage.APPLICANT] is False


def test_a_card_counts_the_people_of_the_household():
    person = make_person()
    household_of(person, minors=[Minor(2018), Minor(2020)])
    journey_of(person)

    assert column(Stage.CONTACT).cards[0].people == 3


@pytest.mark.parametrize("url", ["crm_board", "crm_journeys"])
def test_the_filter_narrows_by_track_owner_delay_and_person(url):
    user = colleague()
    late = due(-2, owner=user)
    other = journey_of(track=Track.RETURN, owner=UserFactory())
    late_name, other_name = late.person.last_name, other.person.last_name

    for asked in (
        {"track": "t1"}, {"owner": "moi"}, {"late": "on"}, {"q": late.person.file_number},
        {"q": late_name[:6]},
    ):  # fmt: skip
        text = page(url, user, **asked)
        assert late_name in text
        assert other_name not in text
    assert other_name in page(url, user)


def test_the_filter_finds_those_without_a_next_action():
    user = colleague()
    idle, busy = journey_of(owner=user), due(3, owner=user)

    text = page("crm_journeys", user, idle="on")

    assert idle.person.last_name in text
    assert busy.person.last_name not in text


def test_a_paused_journey_is_not_late():
    user = colleague()
    journey = due(-2, owner=user)
    pause(journey, timezone.localdate() + timedelta(days=9), "naissance", by=user)

    assert journey.person.last_name not in page("crm_board", user, late="on")


def test_moving_from_the_board_comes_back_to_the_same_board():
    journey = qualified()
    board = reverse("crm_board") + "?track=t1"

    answer = at_the_desk().post(
        reverse("crm_journey_move", args=[journey.pk]),
        {"stage": "contact", "reason": "adresse fausse", "next": board},
    )

    assert answer.url == board
    journey.refresh_from_db()
    assert journey.stage == Stage.CONTACT


def test_a_refused_move_shows_what_is_missing_with_what_was_typed():
    journey = qualified()

    answer = at_the_desk().post(
        reverse("crm_journey_move", args=[journey.pk]), {"stage": "applicant", "reason": "essai"}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Il manque une candidature envoyée" in text
    assert 'value="essai"' in text


def test_closing_from_the_board_asks_for_the_reason():
    journey = journey_of()

    answer = at_the_desk().post(reverse("crm_journey_move", args=[journey.pk]), {"stage": "closed"})

    assert "motif de clôture" in answer.content.decode()
    journey.refresh_from_db()
    assert journey.closed_at is None


def test_without_the_right_to_see_the_team_one_sees_ones_own():
    user = colleague()
    group = user.groups.get()
    group.permissions.remove(group.permissions.get(codename="see_all_journeys"))
    mine, other = journey_of(owner=user), journey_of(owner=UserFactory())

    text = page("crm_board", user)

    assert mine.person.last_name in text
    assert other.person.last_name not in text
    url = reverse("crm_journey_move", args=[other.pk])
    assert at_the_desk(user).post(url, {"stage": "closed"}).status_code == 404


def test_the_queries_of_the_lists_do_not_grow_with_the_journeys(django_assert_max_num_queries):
    user = colleague()
    desk = at_the_desk(user)
    counts = []
    # Already too many to be shown at once: lists cut short are counted by one more statement.
    for more in (40, 210):
        for number in range(more):
            due(number % 5 - 3, owner=user)
        counts.append([])
        for name in ("crm_board", "crm_journeys", "crm_day", "crm_search"):
            desk.get(reverse(name), {"q": "a"})
            with django_assert_max_num_queries(15) as told:
                desk.get(reverse(name), {"q": "a"})
            counts[-1].append(len(told))

    assert counts[0] == counts[1]
