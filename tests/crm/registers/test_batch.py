"""Lists of several tables read in one statement: the same rows, the same objects, as one by one."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db.models import Count, Exists, F, OuterRef
from django.utils import timezone

from crm.applications.models import Submission
from crm.journal.models import Entry
from crm.journeys.ageing import with_age
from crm.journeys.models import Interaction, Journey
from crm.lodging.models import Stay
from crm.people.models import ContactPoint, Person
from crm.registers.batch import Steps, first, pair, run, steps_of, stepwise, together
from tests.crm.desk import journey_of
from tests.crm.factories import UserFactory, make_person
from tests.crm.lodging.lodgings import dwelling, requested
from training.models import Session

pytestmark = pytest.mark.django_db


@stepwise
def surnames(most: int | None = None) -> Steps[tuple[list[str], int]]:
    found = yield from first(Person.objects.order_by("last_name"), most)
    return [row.last_name for row in found.rows], found.total


@stepwise
def logins() -> Steps[list[str]]:
    found = yield from first(User.objects.order_by("username"))
    again = yield from first(User.objects.filter(pk__in=[row.pk for row in found.rows]))
    return sorted(row.username for row in again.rows)


def test_what_is_wanted_at_the_same_moment_costs_one_statement(django_assert_num_queries):
    for name in ("Bey", "Cant", "Albepierre"):
        make_person(last_name=name)
    user = UserFactory()

    with django_assert_num_queries(2):
        (names, total), known = run(pair(surnames.steps(), logins.steps()))

    assert names == ["Albepierre", "Bey", "Cant"]
    assert total == 3
    assert known == [user.username]


def test_lists_cut_short_are_counted_by_one_more_statement(django_assert_num_queries):
    for number in range(5):
        make_person(last_name=f"Nom {number}")

    with django_assert_num_queries(2):
        found = run(together([surnames.steps(2), surnames.steps(1), surnames.steps(5)]))

    assert found == [(["Nom 0", "Nom 1"], 5), (["Nom 0"], 5), ([f"Nom {n}" for n in range(5)], 5)]


def test_a_function_without_steps_stands_beside_those_that_have_some():
    make_person(last_name="Seul")

    assert run(together([steps_of(surnames), steps_of(lambda: "dit")])) == [(["Seul"], 1), "dit"]


def test_nothing_asked_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert run(together([])) == []
        assert run(
            pair(first(Person.objects.none()), first(Session.objects.filter(pk__in=[])))
        ) == (
            run(first(Person.objects.none())),
            run(first(Person.objects.none())),
        )


def test_rows_keep_their_types_their_relations_and_what_was_annotated(django_assert_num_queries):
    user = UserFactory()
    person = make_person(last_name="Élégante « 100 % »")
    journey = journey_of(owner=user)
    Interaction.objects.create(
        person=person, kind="call", direction="in", at=timezone.now(), author=user, text="{}%s"
    )
    requested(dwelling())
    Submission.objects.create(
        form_key=uuid4(), received_at=timezone.now(), payload={"given": [1.5, None, "é"]}
    )
    asked = [
        Person.objects.select_related("commune").annotate(
            said=Exists(Interaction.objects.filter(person=OuterRef("pk"))), n=Count("interactions")
        ),
        Journey.objects.select_related("person", "owner").annotate(name=F("person__last_name")),
        Interaction.objects.select_related("author").defer("subject"),
        Stay.objects.select_related("unit", "person"),
        with_age(Journey.objects.all(), timezone.localdate()),
        Submission.objects.all(),
        Entry.objects.order_by("pk"),
        ContactPoint.objects.values_list("kind", "person").order_by("pk"),
    ]
    alone = [list(rows.all()) for rows in asked]

    with django_assert_num_queries(1):
        found = [one.rows for one in run(together(first(rows) for rows in asked))]
        assert found[1][0].person.last_name == found[1][0].name
        assert found[1][0].owner == journey.owner

    assert [told(rows) for rows in found] == [told(rows) for rows in alone]
    moment = found[2][0].at
    assert isinstance(moment, datetime)
    assert timezone.is_aware(moment)


def told(rows: list[object]) -> list[object]:
    """Every value that a row holds, with its type."""
    return [
        row
        if isinstance(row, tuple)
        else {
            name: (type(value), value)
            for name, value in vars(row).items()
            if not name.startswith("_")
        }
        for row in rows
    ]
