"""The group of a session: its seats, who waits, its state, and what an agent does there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import ApplicationState, EnrolmentState, Roster
from crm.applications.services import move
from crm.support.models import SupportPlan
from tests.crm.applications.lives import confirmed, offered, studied
from tests.training.factories import ModuleFactory, SessionFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
BEFORE = timezone.now() - timedelta(days=60)


def shown(client, session):
    return client.get(reverse("crm_roster", args=[session.pk]))


def change(client, enrolment, **typed):
    return client.post(reverse("crm_enrolment_move", args=[enrolment.pk]), typed)


def test_the_list_tells_seats_and_who_waits(client, advisor, session):
    offered(session, at=BEFORE)
    studied(session, at=BEFORE)
    move(studied(session, at=BEFORE), ApplicationState.WAITLISTED)

    page = client.get(reverse("crm_rosters")).content.decode()

    assert "1 place prise sur 2, 1 candidature à l’étude, 1 sur liste d’attente" in page


def test_the_list_costs_the_same_with_ten_times_more_sessions(client, advisor):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("crm_rosters"))
        return len(queries)

    SessionFactory.create_batch(2, starts_on=TODAY)
    cost()
    few = cost()
    SessionFactory.create_batch(20, starts_on=TODAY)

    assert cost() == few


def test_the_group_costs_the_same_with_more_trainees(client, advisor):
    session = SessionFactory(starts_on=TODAY, seats_min=1, seats_max=30)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            shown(client, session)
        return len(queries)

    for _ in range(2):
        confirmed(session, at=BEFORE)
    cost()
    few = cost()
    for _ in range(15):
        confirmed(session, at=BEFORE)

    assert cost() == few


def test_past_sessions_have_their_own_list(client, advisor):
    past = SessionFactory(starts_on=TODAY - timedelta(days=400))

    coming = client.get(reverse("crm_rosters"))
    gone = client.get(reverse("crm_rosters"), {"periode": "passees"})

    assert [group.session for group in coming.context["groups"]] == []
    assert [group.session for group in gone.context["groups"]] == [past]


def test_the_group_shows_seats_and_lists(client, advisor, session):
    enrolment = offered(session, at=BEFORE)
    waiting = move(studied(session, at=BEFORE), ApplicationState.WAITLISTED)

    page = shown(client, session).content.decode()

    assert str(enrolment.application.person) in page
    assert "Sur liste d’attente" in page
    assert reverse("crm_application", args=[waiting.pk]) in page


def test_looking_at_a_session_writes_nothing(client, advisor, session):
    shown(client, session)

    assert not Roster.objects.exists()


def test_an_agent_confirms_a_place(client, advisor, session):
    enrolment = offered(session, at=BEFORE)

    response = change(client, enrolment, state="confirmed", reason="")

    enrolment.refresh_from_db()
    assert (response.status_code, enrolment.state) == (302, EnrolmentState.CONFIRMED)


def test_a_training_followed_too_little_comes_back_with_its_sentence(client, advisor):
    session = SessionFactory(starts_on=TODAY)
    ModuleFactory(course=session.course, hours=50)
    enrolment = confirmed(session, at=BEFORE)
    client.post(
        f"{reverse('crm_attendance', args=[session.pk])}?jour={TODAY}",
        {"present": [f"{enrolment.pk}-am"], "mode": "on_site", "minutes": 210},
    )

    refused = change(client, enrolment, state="completed", reason="")
    change(client, enrolment, state="completed", reason="Acquis validés.")

    assert refused.status_code == 422
    assert "7 % des heures suivies, 80 % attendues" in refused.content.decode()
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.COMPLETED
    plan = SupportPlan.objects.get(person=enrolment.application.person)
    assert plan.referent == advisor


def test_what_was_typed_beside_a_stale_action_is_kept(client, advisor, session):
    enrolment = confirmed(session, at=BEFORE)

    response = change(client, enrolment, state="declined", reason="Elle a changé d’avis.")

    page = response.content.decode()
    assert response.status_code == 422
    assert "l’état a changé entre-temps" in page
    assert "Elle a changé d’avis." in page


def test_a_session_under_its_minimum_asks_for_a_reason(client, advisor, session):
    address = reverse("crm_roster_state", args=[session.pk])

    refused = client.post(address, {"state": "confirmed", "reason": ""})
    client.post(address, {"state": "confirmed", "reason": "Groupe réduit accepté."})

    assert "0 places confirmées sur 1 au moins" in refused.content.decode()
    assert Roster.objects.get(session=session).state == "confirmed"


def test_a_session_cancelled_in_the_catalogue_can_only_be_cancelled(client, advisor):
    session = SessionFactory(cancelled=True, starts_on=TODAY + timedelta(days=30))
    enrolment = studied(session, at=BEFORE)

    client.post(reverse("crm_roster_state", args=[session.pk]), {"state": "cancelled"})

    enrolment.refresh_from_db()
    assert enrolment.state == ApplicationState.POOLED
