"""The queue of applications: what is listed, found, filtered, and at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import Application, ApplicationState
from tests.crm.applications.lives import admitted
from tests.crm.factories import make_application, make_person, make_territory
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LONG_AGO = timezone.now() - timedelta(days=40)
State = ApplicationState


def queue(client, **asked):
    return client.get(reverse("crm_applications"), asked)


def listed(response):
    return {application.pk for application, *_ in response.context["rows"]}


def test_the_queue_begins_with_the_oldest_application_to_study(client, advisor, session):
    late = make_application(session, at=LONG_AGO)
    new = make_application(session, at=timezone.now())
    admitted(session, at=LONG_AGO)

    response = queue(client)

    assert [row.pk for row, *_ in response.context["rows"]] == [late.pk, new.pk]
    assert "en&nbsp;retard" in response.content.decode()
    assert "Deux candidatures à étudier" in response.content.decode()


def test_the_queue_is_filtered_by_state_origin_and_session(client, advisor, session):
    communes = make_territory()
    wanted = make_application(session, at=LONG_AGO, commune=communes["lyon"])
    make_application(session, at=LONG_AGO, commune=communes["murat"])
    make_application(SessionFactory(), at=LONG_AGO, commune=communes["lyon"])

    found = queue(client, etat="submitted", origine="country", session=session.pk)

    assert listed(found) == {wanted.pk}


@pytest.mark.parametrize("words", ["zélie", "ZELIE bru", "brug"])
def test_the_queue_is_searched_by_a_fragment_of_the_name(client, advisor, session, words):
    wanted = make_application(session, at=LONG_AGO, first_name="Zélie", last_name="Brugère")
    make_application(session, at=LONG_AGO)

    assert listed(queue(client, q=words)) == {wanted.pk}


def test_the_queue_is_searched_by_file_number(client, advisor, session):
    wanted = make_application(session, at=LONG_AGO)
    make_application(session, at=LONG_AGO)

    assert listed(queue(client, q=wanted.person.file_number)) == {wanted.pk}


def test_a_wrong_filter_is_told_beside_its_field_and_left_out(client, advisor, session):
    application = make_application(session, at=LONG_AGO)

    response = queue(client, origine="mars")

    assert "Ce choix n’existe pas" in response.content.decode()
    assert listed(response) == {application.pk}


def cost(client):
    with CaptureQueriesContext(connection) as queries:
        queue(client)
    return len(queries)


def test_the_queue_costs_the_same_with_ten_times_more_rows(client, advisor, session):
    people = [make_person() for _ in range(250)]
    sent = {"session": session, "state": "submitted", "submitted_at": LONG_AGO}
    rows = [Application(person=person, origin="unknown", **sent) for person in people]
    Application.objects.bulk_create(rows[:25])
    queue(client)
    few = cost(client)

    Application.objects.bulk_create(rows[25:])

    assert cost(client) == few
