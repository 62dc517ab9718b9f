"""What a search understands, whoever types it and wherever: words in any order, former names, few letters."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.people.models import Person
from crm.people.search import people_matching
from crm.people.views import finding
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db


def somebody():
    make_person(
        first_name="Paul", last_name="Garcin", email="p@example.org", phone="06 39 98 77 00"
    )
    return make_person(
        first_name="Éloïse",
        last_name="Aït-Lefèvre",
        email="contact.traduction@example.org",
        phone="06 39 98 01 42",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "lefevre eloise",
        "Éloïse LEF",
        "01 42",
        "0142",
        "lefevre 06 39 98",
        "0639980142 ait",
        "traduction",
        "contact.trad",
        "traduction@example",
        "éloïse contact.traduction@example.org",
        "aï",
    ],
)
def test_words_are_looked_for_together_in_any_order(typed):
    person = somebody()

    assert list(people_matching(typed)) == [person]


@pytest.mark.parametrize(
    "typed", ["lefevre paul", "lefevre 06 39 98 77", "example", "org", "wxyz", "1" * 400, "@ @ @ x"]
)
def test_what_no_file_holds_whole_finds_nobody(typed):
    somebody()

    assert list(people_matching(typed)) == []


def test_a_number_finds_with_a_part_of_a_name():
    person = somebody()

    assert list(people_matching(f"ait {person.file_number}")) == [person]
    assert list(people_matching(f"n° {person.file_number} garcin")) == []


def test_the_former_name_of_a_merged_file_leads_to_the_one_that_stayed():
    kept, merged = make_person(last_name="Vernet"), make_person(last_name="Delorme")
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)

    assert list(people_matching("delorme")) == [kept]
    assert list(people_matching(merged.file_number)) == [kept]


def test_an_address_left_on_a_merged_file_leads_to_the_one_that_stayed():
    kept, merged = make_person(last_name="Vernet"), make_person(email="ancienne@example.org")
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)

    assert list(people_matching("ancienne@")) == [kept]


def test_an_anonymised_file_is_never_found():
    person = somebody()
    Person.objects.filter(pk=person.pk).update(anonymised_at=timezone.now())

    assert not people_matching("lefevre").exists()
    assert not people_matching(person.file_number).exists()


def test_who_may_not_read_contacts_does_not_search_them():
    person = somebody()

    assert list(people_matching("lefevre", contacts=False)) == [person]
    for typed in ("01 42", "traduction", "traduction@example.org"):
        assert list(people_matching(typed, contacts=False)) == []


def test_the_search_stops_counting_and_says_so(monkeypatch):
    monkeypatch.setattr(finding, "COUNTED_AT_MOST", 3)
    for _ in range(4):
        make_person(last_name="Montaigu")

    page = at_the_desk().get(reverse("crm_search"), {"q": "montaigu"}).content.decode()

    assert "Plus de 3 dossiers pour" in page
    assert "Ajoutez un mot pour préciser" in page


def test_what_is_being_typed_brings_a_few_files():
    person = somebody()

    answer = at_the_desk().post(reverse("crm_suggest"), {"q": "lefe"})

    assert answer.json() == {
        "people": [
            {
                "name": str(person),
                "number": person.file_number,
                "commune": "",
                "url": reverse("crm_person", args=[person.pk]),
            }
        ]
    }
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("typed", ["", " ", "%", "x" * 81])
def test_nothing_to_look_for_suggests_nobody(typed):
    somebody()

    assert at_the_desk().post(reverse("crm_suggest"), {"q": typed}).json() == {"people": []}


def test_suggestions_are_for_those_who_read_files():
    somebody()

    answer = at_the_desk(colleague("Formateurs")).post(reverse("crm_suggest"), {"q": "lefe"})

    assert answer.status_code == 302


def test_a_search_takes_as_many_queries_for_many_files_as_for_few():
    desk = at_the_desk()

    def asked(number: int) -> int:
        for _ in range(number):
            make_person(last_name="Montaigu")
        desk.get(reverse("crm_search"), {"q": "montai"})
        with CaptureQueriesContext(connection) as captured:
            desk.get(reverse("crm_search"), {"q": "montai"})
        return len(captured)

    assert asked(25) == asked(225) <= 15
