"""What a cell says, as people write it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from crm.imports.columns import COLUMNS, guess
from crm.imports.reading import Formula
from crm.imports.values import READERS, read_cell


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14/03/2011", date(2011, 3, 14)),
        ("14.3.11", date(2011, 3, 14)),
        ("14-03-98", date(1998, 3, 14)),
        ("2011-03-14", date(2011, 3, 14)),
        ("2011-03-14 10:20:00", date(2011, 3, 14)),
        ("14/03/2011 10:20", date(2011, 3, 14)),
        ("14 mars 2011", date(2011, 3, 14)),
        ("1er août 2009", date(2009, 8, 1)),
        ("Févr. 2008", date(2008, 2, 1)),
        (date(2011, 3, 14), date(2011, 3, 14)),
    ],
)
def test_a_date_of_a_register_is_understood(typed, day):
    assert read_cell("applied_on", typed) == day


@pytest.mark.parametrize("typed", ["31/02/2011", "2011", "mars", "14/03/2999", "01/01/1900", "x"])
def test_a_date_that_cannot_be_is_refused(typed):
    with pytest.raises(ValueError, match=r"date|avenir"):
        read_cell("applied_on", typed)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("birth_year", "1978", 1978),
        ("birth_year", "née en 1978", 1978),
        ("birth_year", "12/05/1978", 1978),
        ("phone", "639980142", ["0639980142"]),
        ("phone", "06 39 98 01 42 / 06 39 98 01 43", ["06 39 98 01 42", "06 39 98 01 43"]),
        ("email", "a@example.org ; b@example.org", ["a@example.org", "b@example.org"]),
        ("civility", "Mme", "f"),
        ("civility", "M.", "m"),
        ("professional_status", "Salariée", "employee"),
        ("professional_status", "Demandeur d’emploi", "unemployed"),
        ("country", "Belgique", "BE"),
        ("country", "inconnu", ""),
        ("track", "Télétravail salarié", "t2"),
        ("experience_years", "8 ans", 8),
    ],
)
def test_a_cell_is_read_as_it_was_meant(key, typed, value):
    assert read_cell(key, typed) == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("birth_year", "78"),
        ("birth_year", "3000"),
        ("phone", "12"),
        ("email", "pas-une-adresse"),
        ("civility", "docteur"),
        ("country", "Atlantide"),
        ("minors", "1980"),
        ("last_name", "x" * 81),
        ("experience_years", "beaucoup"),
    ],
)
def test_a_cell_that_says_nothing_of_use_is_refused_in_french(key, typed):
    with pytest.raises(ValueError, match=r"\.$"):
        read_cell(key, typed)


@pytest.mark.parametrize("key", READERS)
def test_no_column_takes_a_formula(key):
    with pytest.raises(ValueError, match="formule"):
        read_cell(key, Formula("=1+1"))


@pytest.mark.parametrize("key", READERS)
@pytest.mark.parametrize("junk", ["\U0001f600" * 10, "٢٠١١", "-1", "9" * 500, "'", "\u202e", "NaN"])
def test_no_cell_breaks_its_reader(key, junk):
    with suppress(ValueError):
        read_cell(key, junk)


def test_titles_are_recognised_whatever_their_case_and_accents():
    titles = ["NOM", "prenom", "E-Mail", "Tél.", "CP", "Ville", "Né(e) en", "Couleur préférée"]

    assert guess(titles) == {
        0: "last_name", 1: "first_name", 2: "email", 3: "phone", 4: "postcode", 5: "commune",
        6: "birth_year",
    }  # fmt: skip


def test_a_column_is_given_once():
    assert guess(["Mail", "Courriel"]) == {0: "email"}


def test_every_column_has_its_reader_and_every_model_title_is_recognised():
    assert set(COLUMNS) == set(READERS)
    labels = [column.label for column in COLUMNS.values()]
    assert list(guess(labels).values()) == list(COLUMNS)
