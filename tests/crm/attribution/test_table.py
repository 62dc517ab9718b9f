"""The table by source, counted by hand, and what is withheld from those who see numbers alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.applications.services import apply
from crm.attribution.acts import APPLICATION, CONTACT, FORUM, JOURNEY
from crm.attribution.masking import small, withheld
from crm.attribution.sources import FIRST, LAST
from crm.attribution.table import Counted
from crm.journeys.models import AcquisitionKind
from crm.journeys.origins import acquisition_of
from crm.registrations.models import RegistrationState
from tests.crm.attribution.given import SPRING, applied, noon, registered, wrote
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

APRIL = date(2011, 4, 5)
PLACES = {name: rank for rank, name in enumerate([CONTACT, JOURNEY, APPLICATION])}


@pytest.fixture
def spring(territory, leaflets, article, edition):
    """Four by the article, three by a leaflet, two by a word, one by nothing known; a later one by a leaflet."""
    first = [applied(APRIL, f"c-{article.pk}") for _ in range(4)]
    for _ in range(3):
        applied(APRIL + timedelta(days=1), "d-murat")
    for _ in range(2):
        applied(APRIL + timedelta(days=2), kind=AcquisitionKind.WORD_OF_MOUTH)
    applied(APRIL + timedelta(days=3))
    wrote(APRIL, "d-murat")
    wrote(APRIL)
    registered(edition, APRIL, f"c-{article.pk}")
    registered(edition, APRIL, "f-5")
    registered(
        edition, APRIL, "f-5", state=RegistrationState.CANCELLED, confirmed_at=None,
        cancelled_at=noon(APRIL),
    )  # fmt: skip
    applied(date(2011, 7, 1), "d-murat")
    return first


def counts(touch, column):
    counted = Counted(SPRING, touch)
    return {source.key: number for source, number in counted.counts[column].items()}


def test_by_the_first_touch_each_act_is_under_what_brought_its_person(
    spring, leaflets, article, edition
):
    press, leaflet = f"press.coverage.{article.pk}", f"leaflet.leaflet_batch.{leaflets.pk}"

    assert counts(FIRST, APPLICATION) == {press: 4, leaflet: 3, "word_of_mouth": 2, "inconnue": 1}
    assert counts(FIRST, JOURNEY) == counts(FIRST, APPLICATION)
    assert counts(FIRST, CONTACT) == {leaflet: 1, "inconnue": 1}
    assert counts(FIRST, FORUM) == {press: 1, f"forum.edition.{edition.pk}": 1}


def test_by_the_last_touch_a_second_application_is_under_what_brought_it(
    spring, leaflets, article, edition
):
    person = spring[0].person
    applied_again(person, "d-murat")

    press, leaflet = f"press.coverage.{article.pk}", f"leaflet.leaflet_batch.{leaflets.pk}"
    assert counts(FIRST, APPLICATION)[press] == 5
    assert (counts(LAST, APPLICATION)[press], counts(LAST, APPLICATION)[leaflet]) == (4, 4)


def applied_again(person, code):
    """A second application of the same person, to a session this time."""
    at = noon(APRIL + timedelta(days=20))
    return apply(person, SessionFactory(), source=acquisition_of(code, at=at), at=at)


def test_the_table_says_a_kind_then_its_items_and_what_nobody_knows_last(spring):
    table = Counted(SPRING, FIRST).table(exact=True)

    lines = [(depth, line.label) for depth, line in table.flat()]
    assert lines[-1] == (0, "on ne sait pas")
    assert (1, "Le Quotidien d’essai, Ils reviennent") in lines
    assert (1, "Salons du printemps") in lines
    assert [cell.told for cell in table.total.cells] == ["2", "10", "10", "0", "0", "2"]


def test_the_people_of_a_cell_are_those_that_it_counts(spring, article):
    counted = Counted(SPRING, FIRST)

    ids, without = counted.people(APPLICATION, f"press.coverage.{article.pk}")
    assert ids == sorted(one.person_id for one in spring)
    assert without == 0
    assert counted.people(FORUM, "press") == ([], 1)
    assert len(counted.people(APPLICATION, "toutes")[0]) == 10


def test_those_who_see_numbers_alone_never_read_one_or_two_nor_can_find_them_by_a_subtraction(
    spring,
):
    table = Counted(SPRING, FIRST).table(exact=False)
    column = PLACES[APPLICATION]
    shown = {line.label: line.cells[column] for line in table.lines}

    # 4, 3, 2 and 1: the two small ones are three in all, and nobody can tell one from the other.
    assert {name for name, cell in shown.items() if cell.hidden} == {
        "bouche-à-oreille", "on ne sait pas",
    }  # fmt: skip
    assert table.total.cells[column].told == "10"
    forum = [line.cells[5] for line in table.lines if line.cells[5].count]
    assert all(cell.hidden for cell in forum)
    assert table.total.cells[5].hidden


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ({"a": 5, "b": 4, "c": 3}, set()),
        ({"a": 5, "b": 4, "c": 1}, {"b", "c"}),
        ({"a": 9, "b": 1, "c": 1}, {"a", "b", "c"}),
        ({"a": 9, "b": 2, "c": 1}, {"b", "c"}),
        ({"a": 2}, {"a"}),
        ({"a": 0, "b": 3}, set()),
    ],
)
def test_a_small_part_is_never_hidden_alone(parts, hidden):
    assert withheld(parts) == hidden
    assert not any(small(parts[name]) for name in parts.keys() - hidden)


def test_counting_costs_as_many_queries_for_many_as_for_a_few(spring, article, edition):
    def queries():
        with CaptureQueriesContext(connection) as found:
            Counted(SPRING, LAST).table(exact=True)
        return len(found)

    few = queries()
    for _ in range(6):
        applied(APRIL, f"c-{article.pk}")
        registered(edition, APRIL, "f-5")
        wrote(APRIL, "d-murat")

    assert queries() == few
