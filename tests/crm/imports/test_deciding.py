"""Lines that resemble a known file, lines that are refused: a human decides, in sentences."""

from __future__ import annotations

import csv
import io

import pytest

from crm.applications.models import Application
from crm.imports import jobs, spreadsheets
from crm.imports.models import Decision, Trace
from crm.imports.services import confirm, decide
from crm.people.models import HouseholdMember, Person
from crm.people.services import Minor, household_of
from territory.models import Commune
from tests.crm.desk import colleague
from tests.crm.factories import make_person, make_territory
from tests.crm.imports.files import as_csv, checked, imported

pytestmark = pytest.mark.django_db


ADULTLESS = "Il manque le nom du second adulte, ou son n° de dossier."


@pytest.fixture
def by():
    make_territory()
    return colleague()


@pytest.fixture
def known():
    return make_person(first_name="Camille", last_name="Vidal", email="foyer@example.org")


def written(batch, by):
    batch.refresh_from_db()
    confirm(batch, batch.token, by=by)
    jobs.write(batch.pk)
    batch.refresh_from_db()
    return batch


LIKE = {
    "Nom": "Vidall",
    "Prénom": "Camille",
    "Métier": "graphiste",
    "Date de candidature": "14/03/2011",
}


def test_a_line_that_resembles_somebody_is_left_aside_unless_told(by, known):
    batch = checked([LIKE], by)
    line = batch.lines.get()
    assert (line.verdict, line.person, line.why) == ("like", known, "Porte un nom très proche.")
    assert line.changes == ["Métier", "Candidature"]

    assert written(batch, by).counts == {"like": 1}
    assert Person.objects.get() == known
    assert not Application.objects.exists()


def test_a_line_attached_completes_the_file_and_rewrites_nothing(by, known):
    batch = checked([LIKE], by)
    decide(batch, Decision.ASIDE, {batch.lines.get().number: Decision.ATTACH}, by=by)

    assert written(batch, by).counts == {"changed": 1}
    known.refresh_from_db()
    assert (known.last_name, known.trade) == ("Vidal", "graphiste")
    assert Application.objects.get().person == known


def test_all_the_lines_may_be_decided_at_once(by, known):
    batch = checked([LIKE], by)
    decide(batch, Decision.OPEN, {}, by=by)

    assert written(batch, by).counts == {"new": 1}
    assert Person.objects.count() == 2


def test_a_couple_that_shares_an_address_is_a_question(by, known):
    batch = checked([{"Nom": "Vidal", "Prénom": "Sacha", "Mail": "foyer@example.org"}], by)

    assert batch.lines.get().why == "A la même adresse, mais un autre nom."


def test_two_people_of_one_file_may_share_an_address(by):
    couple = [
        {"Nom": "Vidal", "Prénom": "Camille", "Mail": "foyer@example.org", "Conjoint": "Sacha"},
        {"Nom": "Vidal", "Prénom": "Sacha", "Mail": "foyer@example.org", "Conjoint": "Camille"},
    ]

    assert imported(couple, by).counts == {"new": 2}
    assert HouseholdMember.objects.values("household").distinct().count() == 1
    assert checked(couple, by).counts == {"same": 2}


@pytest.mark.parametrize(
    ("line", "heading", "sentence"),
    [
        ({"Nom": ""}, "Nom", "Il manque le nom."),
        ({"Mail": "x"}, "Mail", "« x » n’est pas une adresse électronique."),
        ({"Ville": "Nulle-Part"}, "Ville", "Aucune commune ne répond à « Nulle-Part »."),
        ({"INSEE": "99999"}, "INSEE", "Aucune commune n’a le code INSEE « 99999 »."),
        ({"Session": "hiver 1900"}, "Session", "Aucune session ne s’appelle « hiver 1900 »."),
        ({"Besoins": "un lit"}, "Besoins", "Il manque la session ou la date de candidature à laquelle le rattacher."),
        ({"Tél": "=1+1"}, "Tél", "Cette cellule contient une formule : collez sa valeur à la place."),
        ({"Mail conjoint": "a@example.org"}, "Mail conjoint", ADULTLESS),
        ({"Adulte 2 – N° de dossier": "2011-9999"}, "Adulte 2 – N° de dossier", "Aucun dossier ne porte ce numéro."),
    ],
)  # fmt: skip
def test_a_line_is_refused_with_its_column_and_a_sentence(by, line, heading, sentence):
    batch = checked([{"Nom": "Roche", "Prénom": "", "Projet": "x"} | line], by)

    found = batch.lines.get()
    assert (found.number, found.verdict) == (2, "refused")
    assert found.problems == [[heading, sentence]]


@pytest.mark.parametrize(
    ("name", "insee", "verdict"), [("Murat", "15138", "new"), ("Lyon", None, "refused")]
)
def test_of_two_communes_of_one_name_the_one_of_the_territory_is_meant(by, name, insee, verdict):
    Commune.objects.create(insee="03197", name=name, department="03")

    batch = imported([{"Nom": "Roche", "Prénom": "Paul", "Ville": name}], by)

    assert batch.counts == {verdict: 1}
    assert list(Person.objects.values_list("commune", flat=True)) == ([insee] if insee else [])


def test_two_lines_about_the_same_person_are_one_too_many(by):
    twice = {"Nom": "Roche", "Prénom": "Paul", "Mail": "paul@example.org"}

    batch = checked([twice, twice | {"Métier": "graphiste"}], by)

    assert batch.counts == {"new": 1, "refused": 1}
    assert "ligne 2" in batch.lines.get(number=3).problems[0][1]


def test_a_number_and_an_address_of_two_people_are_refused(by, known):
    other = make_person()

    batch = checked(
        [{"Nom": "Vidal", "Dossier": other.file_number, "Mail": "foyer@example.org"}], by
    )

    assert known.file_number in batch.lines.get().problems[0][1]


def test_a_second_adult_of_another_household_is_refused(by, known):
    household_of(known, minors=[Minor(2015)])
    other = make_person(first_name="Sacha", last_name="Roche", email="sacha@example.org")
    household_of(other, minors=[Minor(2016)])

    batch = checked(
        [{"Nom": "Roche", "Prénom": "Sacha", "Mail": "sacha@example.org",
          "Adulte 2 – N° de dossier": known.file_number}],
        by,
    )  # fmt: skip

    assert batch.lines.get().problems[0][1] == "Le second adulte vit dans un autre foyer."


def test_somebody_new_joins_the_household_of_a_known_adult(by, known):
    home = household_of(known, minors=[Minor(2015)])

    imported(
        [{"Nom": "Roche", "Prénom": "Sacha", "Adulte 2 – N° de dossier": known.file_number}], by
    )

    assert {str(member) for member in home.members.all()} == {
        "Camille Vidal", "Sacha Roche", "enfant né en 2015",
    }  # fmt: skip


def test_children_already_known_are_not_added_again(by, known):
    home = household_of(known, minors=[Minor(2015)])
    line = {
        "Nom": "Vidal",
        "Prénom": "Camille",
        "Mail": "foyer@example.org",
        "Enfants": "2015, 2018",
    }

    assert imported([line], by).counts == {"changed": 1}
    assert sorted(
        home.members.exclude(minor_birth_year=None).values_list("minor_birth_year", flat=True)
    ) == [2015, 2018]
    assert imported([line], by).counts == {"same": 1}


def test_the_lines_to_correct_leave_in_a_file_without_formulas_that_is_read_again(by, known):
    batch = checked([LIKE, {"Nom": "", "Métier": "'=1+1"}], by)
    content = spreadsheets.as_csv(spreadsheets.refused_rows(batch))

    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))

    assert [row["Ce qui ne va pas"] for row in rows] == [
        f"Laissée de côté : ressemble au dossier {known.file_number}. Porte un nom très proche.",
        "Nom : Il manque le nom.",
    ]
    assert rows[1]["Métier"] == "'=1+1"
    assert checked(content, by).rows == 2


def test_queries_of_a_reading_do_not_grow_with_lines(by, django_assert_max_num_queries):
    def file(size):
        return as_csv(
            [
                {"Nom": f"Nom{rank}", "Prénom": "Paul", "Mail": f"p{rank}@example.org"}
                for rank in range(size)
            ]
        )

    for size in (5, 200):
        with django_assert_max_num_queries(45):
            checked(file(size), by)


def test_queries_of_a_second_reading_do_not_grow_with_couples(by, django_assert_max_num_queries):
    couples = [
        {"Nom": f"Nom{rank}", "Mail": f"p{rank}@example.org", "Conjoint": "Alix"}
        for rank in range(60)
    ]
    imported(couples, by)

    with django_assert_max_num_queries(60):
        assert checked(couples, by).counts == {"same": 60}


def test_queries_of_a_writing_do_not_grow_with_newcomers(by, django_assert_max_num_queries):
    for turn, size in enumerate((5, 200)):
        lines = [
            {"Nom": f"Nom{turn}{rank}", "Mail": f"p{turn}-{rank}@example.org", "Enfants": "2015"}
            for rank in range(size)
        ]
        batch = checked(lines, by)
        confirm(batch, batch.token, by=by)
        with django_assert_max_num_queries(80):
            jobs.write(batch.pk)
        assert Trace.objects.filter(batch=batch).count() == 2 * size
