"""Long lists: every row once and in order, deep pages included, and a count that may stop."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.people.admin import PersonRegister
from crm.people.models import Person
from crm.registers.paging import Sheets
from tests.crm.desk import at_the_desk, colleague, journey_of
from tests.crm.factories import make_person
from tests.crm.registers.readers import reader, url

pytestmark = pytest.mark.django_db


def sheets(**options: int) -> Sheets:
    drawn = Person.objects.select_related("commune")
    return Sheets(Person.objects.alive(), 3, drawn=drawn, **options)


@pytest.mark.parametrize("options", [{}, {"ahead": 2}, {"ahead": 50}, {"most": 50}])
def test_every_row_is_on_one_page_and_in_order(options):
    for rank in range(7):
        make_person(last_name=f"Nom{6 - rank}")

    found = sheets(**options)
    rows = [row.last_name for number in found.page_range for row in found.page(number)]

    assert rows == [f"Nom{rank}" for rank in range(7)]
    assert found.count == 7
    assert not found.stopped


def test_counting_stops_and_says_so():
    for _ in range(6):
        make_person()

    assert (sheets(most=5).count, sheets(most=5).stopped) == (5, True)
    assert (sheets(most=6).count, sheets(most=6).stopped) == (6, False)


@pytest.mark.parametrize("asked", ["0", "-4", "abc", "99999999999999999999"])
def test_a_page_that_is_not_there_is_another_one(asked):
    for _ in range(4):
        make_person()

    assert len(sheets().get_page(asked)) in {1, 3}


def test_an_empty_list_has_one_empty_page():
    assert list(sheets(most=5).get_page(1)) == []


def test_a_column_that_no_index_holds_does_not_sort():
    make_person(last_name="Arnal", professional_status="unemployed")
    make_person(last_name="Vidal", professional_status="employee")
    client = reader("crm_people.view_person")

    by_status = client.get(f"{url(PersonRegister)}?o=2").content.decode()
    by_name = client.get(f"{url(PersonRegister)}?o=-0").content.decode()

    assert by_status.index("Arnal") < by_status.index("Vidal")
    assert by_name.index("Vidal") < by_name.index("Arnal")


def test_people_are_read_in_order_from_an_index():
    listed = Person.objects.filter(merged_into__isnull=True).values_list("pk")[:50]

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    plan = listed.explain()

    assert "person_in_order" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


@pytest.mark.parametrize("name", ["crm_board", "crm_journeys"])
def test_board_and_list_take_as_many_queries_for_many_journeys_as_for_few(name):
    desk = at_the_desk(colleague())

    def asked(number: int) -> int:
        for _ in range(number):
            journey_of()
        desk.get(reverse(name))
        with CaptureQueriesContext(connection) as captured:
            desk.get(reverse(name))
        return len(captured)

    few, many = asked(25), asked(225)

    assert many <= few
    assert many <= 15
