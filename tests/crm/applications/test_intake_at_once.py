"""Many posts at the same moment, on the database that the tests run on."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from crm.applications.models import Application, Draft, Submission, SubmissionState
from crm.letters.models import Letter
from crm.people.models import Person
from tests.crm.applications.posted import (
    ANY,
    THANKS,
    drafted,
    make_postcodes,
    open_session,
    step_of,
    typed,
)

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 8


def posted_at_once(posts: list[tuple[str, dict[str, object]]]) -> list[str]:
    def post(one: tuple[str, dict[str, object]]) -> str:
        try:
            return Client().post(*one).headers["Location"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(posts)) as visitors:
        return list(visitors.map(post, posts))


def last_buttons(people: list[dict[str, object]]) -> list[tuple[str, dict[str, object]]]:
    return [(step_of(drafted(**known), "relire"), {}) for known in people]


def test_eight_identical_posts_are_one_form_and_one_application():
    make_postcodes()
    posts = last_buttons([{"session": open_session().pk}]) * AT_ONCE

    addresses = posted_at_once(posts)

    assert addresses == [THANKS] * AT_ONCE
    assert Submission.objects.count() == Application.objects.count() == Person.objects.count() == 1
    assert Letter.objects.filter(template__endswith="received.txt").count() == 1


def test_eight_identical_beginnings_are_one_draft_and_one_letter():
    make_postcodes()

    addresses = posted_at_once([(ANY, typed())] * AT_ONCE)

    assert {address.rsplit("/", 2)[1] for address in addresses} == {"vous"}
    assert Draft.objects.count() == Letter.objects.count() == 1


def test_the_same_person_in_several_windows_gets_one_file_and_forms_to_review():
    make_postcodes()
    session = open_session().pk

    posted_at_once(last_buttons([{"session": session}] * AT_ONCE))

    assert Application.objects.count() == Person.objects.count() == 1
    assert Submission.objects.filter(state=SubmissionState.REVIEW).count() == AT_ONCE - 1


def test_different_people_at_the_same_moment_are_all_filed():
    make_postcodes()
    session = open_session().pk
    people = [{"session": session, "email": f"p{number}@example.org"} for number in range(AT_ONCE)]

    posted_at_once(last_buttons(people))

    assert Application.objects.filter(session=session).count() == AT_ONCE
    assert Person.objects.values("file_number").distinct().count() == AT_ONCE
