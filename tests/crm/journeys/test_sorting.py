"""The list is sorted by its headings, and the address says how."""

import re

import pytest
from django.urls import reverse

from crm.journeys.models import Journey, Track
from crm.journeys.sorting import COLUMNS, headings
from tests.crm.desk import at_the_desk, colleague, due, journey_of, qualified
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db


def listed(user, **asked):
    """The numbers of the files in the order of the list."""
    page = at_the_desk(user).get(reverse("crm_journeys"), asked).content.decode()
    return re.findall(r"n°&nbsp;(\d{4}-\d+)", page.split("<tbody>")[1])


def numbers(*journeys):
    return [journey.person.file_number for journey in journeys]


def test_by_name_without_accents_either_way():
    user = colleague()
    eric = journey_of(make_person(first_name="Éric", last_name="A"), owner=user)
    zoe = journey_of(make_person(first_name="Zoé", last_name="A"), owner=user)
    anne = journey_of(make_person(first_name="Anne", last_name="A"), owner=user)

    assert listed(user, tri="personne") == numbers(anne, eric, zoe)
    assert listed(user, tri="-personne") == numbers(zoe, eric, anne)


def test_by_stage_in_the_order_of_the_way_and_not_of_the_alphabet():
    user = colleague()
    later, first = qualified(owner=user), journey_of(owner=user)

    assert listed(user, tri="etape") == numbers(first, later)


def test_what_has_no_next_action_comes_last_either_way():
    user = colleague()
    none, late, soon = journey_of(owner=user), due(-2, owner=user), due(2, owner=user)

    assert listed(user, tri="suite") == numbers(late, soon, none)
    assert listed(user, tri="-suite") == numbers(soon, late, none)
    assert listed(user) == numbers(late, soon, none)


def test_by_owner_and_by_track():
    user = colleague()
    nobody = journey_of(track=Track.RETURN)
    one = journey_of(owner=UserFactory(last_name="Zola"), track=Track.EMPLOYEE)
    two = journey_of(owner=UserFactory(last_name="Abel"), track=Track.INDEPENDENT)

    assert listed(user, tri="referent") == numbers(two, one, nobody)
    assert listed(user, tri="parcours") == numbers(two, one, nobody)


def test_a_heading_keeps_the_filter_and_turns_the_order_round():
    first = headings("personne", "late=on")

    assert len(first) == len(COLUMNS)
    assert (first[0].url, first[0].sorts) == ("?late=on&tri=-personne", "ascending")
    assert (first[1].url, first[1].sorts) == ("?late=on&tri=parcours", "")


def test_the_pages_of_the_list_keep_the_order():
    user = colleague()
    for _ in range(51):
        journey_of(owner=user)

    page = at_the_desk(user).get(reverse("crm_journeys"), {"tri": "-personne"}).content.decode()

    assert "tri=-personne&amp;page=2" in page
    assert 'aria-sort="descending"' in page
    assert len(set(listed(user, tri="-personne")) & set(listed(user, tri="-personne", page=2))) == 0
    assert Journey.objects.count() == 51


def test_an_unknown_order_is_left_aside():
    user = colleague()
    late, soon = due(-2, owner=user), due(2, owner=user)

    assert listed(user, tri="zut") == numbers(late, soon)


def test_the_list_finds_the_journeys_of_nobody():
    user = colleague()
    journey_of(owner=user)
    orphan = journey_of()

    assert listed(user, owner="personne") == numbers(orphan)
