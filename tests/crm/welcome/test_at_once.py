"""Many posts, and two colleagues, at the same moment, on the database that the tests run on."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from crm.journal.refusal import Refused
from crm.journeys.models import Interaction, Task
from crm.letters.models import Letter
from crm.people.models import Person
from crm.welcome.models import ContactRequest, RequestState
from crm.welcome.services import attach, set_aside
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.welcome.posted import WRITE, WRITTEN, arrived, opened, typed

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 8


def posted_at_once(posts):
    def post(answers):
        try:
            return Client().post(WRITE, answers).headers["Location"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(posts)) as visitors:
        return list(visitors.map(post, posts))


def test_eight_identical_posts_are_one_message_one_exchange_and_one_letter():
    make_person(first_name="Élise", last_name="Chambon", email="elise.chambon@example.org")

    addresses = posted_at_once([typed()] * AT_ONCE)

    assert addresses == [WRITTEN] * AT_ONCE
    assert ContactRequest.objects.get().state == RequestState.FILED
    assert Interaction.objects.count() == Task.objects.count() == Letter.objects.count() == 1


def test_different_messages_at_the_same_moment_are_all_kept():
    posted_at_once([typed(email=f"p{number}@example.org") for number in range(AT_ONCE)])

    assert ContactRequest.objects.count() == AT_ONCE


def test_of_two_colleagues_at_once_one_wins_and_the_other_reads_a_sentence():
    row, person = arrived(), make_person()
    users = [colleague() for _ in range(4)]

    def handle(rank):
        own = ContactRequest.objects.get(pk=row.pk)
        try:
            if rank % 2:
                set_aside(own, by=users[rank])
            else:
                attach(own, person, by=users[rank])
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(users)) as desk:
        told = list(desk.map(handle, range(len(users))))

    assert told.count("") == 1
    assert all("déjà passé" in sentence for sentence in told if sentence)
    row.refresh_from_db()
    assert Interaction.objects.count() == (1 if row.state == RequestState.FILED else 0)


def test_a_file_opened_by_two_colleagues_at_once_is_one_file():
    row = arrived()
    desks = [at_the_desk() for _ in range(2)]
    address = reverse("crm_message_open", args=[row.pk])

    def open_file(desk):
        try:
            return desk.post(address, opened(anyway="1"), follow=True).content.decode()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(desks)) as colleagues:
        pages = list(colleagues.map(open_file, desks))

    assert Person.objects.count() == Interaction.objects.count() == 1
    assert sum("Ce message est déjà passé à" in page for page in pages) == 1
