"""Anybody is found by what one remembers of them."""

import pytest
from django.urls import reverse

from crm.people.models import Person
from crm.people.search import people_matching
from tests.crm.desk import at_the_desk
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["bossche", "MONTGOL", "Élo", "elodie van", "d'Aït", "aït", "AIT"]
)
def test_a_fragment_of_name_finds_with_or_without_accents(typed):
    person = make_person(first_name="Élodie", last_name="Van den Bossche d’Aït-Montgolfier")
    make_person(first_name="Paul", last_name="Garcin")

    assert list(people_matching(typed)) == [person]


@pytest.mark.parametrize(
    "typed",
    ["06 39 98 01 42", "0639980142", "+33 6 39 98 01 42", "0033639980142", "06.39.98.01", "9801",
     "+33 (0)6 39 98 01 42"],
)  # fmt: skip
def test_a_telephone_is_found_in_any_form(typed):
    person = make_person(phone="06 39 98 01 42")
    make_person(phone="06 39 98 77 77")

    assert list(people_matching(typed)) == [person]


def test_a_file_number_is_found_by_its_beginning():
    person = make_person()

    assert person in people_matching(person.file_number)
    assert person in people_matching(f"n° {person.file_number[:7]}")


def test_an_address_is_found_by_a_fragment():
    person = make_person(email="claire.montaigu@example.org")

    assert list(people_matching("Montaigu@")) == [person]


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "'", "0000", "zzz"])
def test_junk_finds_nobody(typed):
    make_person(phone="06 39 98 01 42")

    assert list(people_matching(typed)) == []


def test_a_merged_file_is_not_found():
    kept, merged = make_person(last_name="Montaigu"), make_person(last_name="Montaigu")
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)

    assert list(people_matching("montaigu")) == [kept]


def test_a_whole_file_number_opens_the_file():
    person = make_person()

    answer = at_the_desk().get(reverse("crm_search"), {"q": person.file_number})

    assert answer.url == reverse("crm_person", args=[person.pk])


def test_the_search_says_how_many_it_found():
    make_person(last_name="Montaigu")

    page = at_the_desk().get(reverse("crm_search"), {"q": "montai"}).content.decode()

    assert "1 dossier pour" in page
    assert "Montaigu" in page
