"""Several people of one household apply: advisors see it, nobody else learns anything."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.applications import household, intake
from crm.applications.answers import Answers
from crm.applications.companions import code_in_words, code_key, references
from crm.applications.models import Coming, Companion, Submission
from crm.journal.refusal import Refused
from crm.people.models import HouseholdMember
from crm.people.services import household_of
from tests.crm.applications.posted import make_postcodes, page_of, sent
from tests.crm.factories import make_household, make_person, make_territory

pytestmark = pytest.mark.django_db

AT = timezone.now() - timedelta(days=2)


def received(first_name: str, companions: str = "", **known: object) -> Submission:
    make_territory()
    answers = Answers(
        first_name=first_name, last_name="Chambon", email=f"{first_name}@example.org".lower(),
        companions=companions, **known,
    )  # fmt: skip
    return intake.receive(uuid.uuid4(), answers, None, at=AT)


def around(submission: Submission) -> household.Household:
    return household.household_around(submission.application)


def test_a_code_is_read_however_it_is_written():
    code = received("Ana").code

    assert code_key(code_in_words(code).lower()) == code
    assert code_key(f" {code[:3]} {code[3:]} ") == code
    assert code_key("0000-IIII") == ""


def test_several_are_named_in_one_line():
    found, unread = references("Ana@example.org et abcd-efgh; paul")

    assert list(found) == ["ana@example.org", "ABCDEFGH"]
    assert unread == ["paul"]


@pytest.mark.parametrize("by_code", [True, False], ids=["code", "address"])
def test_each_of_two_sees_the_other_whoever_named_whom(by_code):
    first = received("Ana")
    second = received("Bo", first.code if by_code else "ANA@example.org")

    assert [one.application for one in around(first).beside] == [second.application]
    assert [one.application for one in around(second).beside] == [first.application]


def test_one_may_be_named_before_applying():
    first = received("Ana", "bo@example.org")
    assert around(first).silent == ["bo@example.org"]

    second = received("Bo")

    assert [one.application for one in around(first).beside] == [second.application]
    assert around(first).silent == []


def test_one_s_own_code_and_address_name_nobody():
    received("Ana", "ana@example.org")

    assert not Companion.objects.exists()


def test_a_form_to_review_is_seen_as_one():
    first = received("Ana")
    make_person(email="bo@example.org")
    waiting = received("Bo", first.code)

    assert around(first).forms == [waiting]


def test_the_sender_is_told_nothing(client):
    make_postcodes()
    known = received("Ana")
    answers = [
        sent(client, email=f"p{number}@example.org", companions=named)
        for number, named in enumerate([known.code, "ZZZZ-ZZZZ", "ana@example.org", ""])
    ]

    assert len({answer.headers["Location"] for answer in answers}) == 1
    latest = Submission.objects.get(payload__email="p0@example.org").application
    assert "Ana" not in client.get(page_of(latest)).content.decode()


def test_the_follow_up_page_shows_the_code(client):
    first = received("Ana")

    assert code_in_words(first.code) in client.get(page_of(first.application)).content.decode()


def test_one_click_brings_them_into_one_household(client, advisor):
    first = received("Ana")
    second = received("Bo", first.code)
    page = client.get(reverse("crm_application", args=[first.application.pk])).content.decode()
    address = reverse(
        "crm_application_household", args=[first.application.pk, second.application.pk]
    )
    assert address in page

    client.post(address)

    assert HouseholdMember.objects.values("household").distinct().count() == 1
    assert around(first).beside[0].together
    page = client.get(reverse("crm_application", args=[second.application.pk])).content.decode()
    assert "Dans le même foyer" in page


def test_whoever_has_a_household_receives_the_other():
    first = received("Ana")
    second = received("Bo", first.code)
    home = make_household(second.application.person)

    assert household.bring_together(first.application, second.application, by=None) == home


def test_two_households_are_not_made_one_by_a_click(client, advisor):
    first = received("Ana")
    second = received("Bo", first.code)
    for one in (first, second):
        household_of(one.application.person)

    with pytest.raises(Refused, match="Chacune a déjà un foyer"):
        household.bring_together(first.application, second.application, by=advisor)
    address = reverse(
        "crm_application_household", args=[first.application.pk, second.application.pk]
    )
    assert "Chacune a déjà un foyer" in client.post(address, follow=True).content.decode()


def test_two_who_do_not_name_each_other_are_not_brought_together():
    with pytest.raises(Refused, match="ne se nomment pas"):
        household.bring_together(received("Ana").application, received("Bo").application, by=None)


@pytest.mark.parametrize("several", [1, 5])
def test_the_household_is_read_in_as_many_queries(several, django_assert_max_num_queries):
    first = received("Ana")
    for number in range(several):
        received(f"Bo{number}", first.code)

    with django_assert_max_num_queries(9):
        around(first)


def test_what_one_needs_to_come_stands_with_the_application(client, advisor):
    submission = received(
        "Ana", lodging=True, people=3, arrives_on="2027-05-09", leaves_on="2027-05-20",
        arrival="Train de 18 h", accessibility="Un accès de plain-pied",
    )  # fmt: skip

    coming = Coming.objects.get(application=submission.application)
    assert (coming.people, str(coming.arrives_on)) == (3, "2027-05-09")
    page = client.get(reverse("crm_application", args=[submission.application.pk]))
    assert "Un accès de plain-pied" in page.content.decode()
