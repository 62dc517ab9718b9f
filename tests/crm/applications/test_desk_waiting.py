"""The waiting list of a session at the desk: what it explains, and what is done there by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import ApplicationState, EnrolmentState
from crm.applications.services import move_enrolment
from crm.journal.models import Entry
from crm.letters.models import Letter
from crm.waiting.models import Priority, WaitEntry
from editorial.models import ScheduledJob
from tests.crm.applications.lives import studied
from tests.crm.applications.waits import BEFORE, NOW, coming, sent_offer, states, taken, waiting
from tests.crm.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("advisor")]

State = ApplicationState


def shown(client, session) -> str:
    return client.get(reverse("crm_waiting_list", args=[session.pk])).content.decode()


def test_a_full_session_says_when_the_next_answer_is_due(client):
    session = coming(seats=2)
    taken(session)
    sent_offer(session)
    row = waiting(session)

    page = shown(client, session)

    assert "La session est complète" in page
    assert "Une offre attend une réponse" in page
    assert reverse("crm_application", args=[row.pk]) in page


def test_each_reason_has_its_sentence(client):
    empty = coming()
    assert "Personne n’attend" in shown(client, empty)

    busy = coming(seats=2)
    waiting(busy)
    studied(busy, at=BEFORE)
    assert "une candidature est encore à l’étude" in shown(client, busy)

    free = coming(seats=2)
    waiting(free)
    assert "l’offre part d’elle-même" in shown(client, free)

    begun = coming(starts_on=timezone.localdate())
    waiting(begun)
    assert "La session a commencé" in shown(client, begun)


def test_a_scheduler_that_stopped_is_told(client):
    session = coming()
    assert "ne sont pas encore passées" in shown(client, session)
    job = ScheduledJob.objects.create(name="applications.offers", ran_at=NOW)
    assert "tâches planifiées" not in shown(client, session)

    job.ran_at = NOW - timedelta(days=2)
    job.save()

    assert "ne passent plus depuis" in shown(client, session)


def test_somebody_without_an_address_is_to_be_called(client):
    session = coming(seats=2)
    enrolment = sent_offer(session)
    silent = make_person(email="", last_name="Sanscourriel")
    type(enrolment.application).objects.filter(pk=enrolment.application_id).update(person=silent)

    assert "Sanscourriel n’a pas d’adresse électronique" in shown(client, session)


def test_an_agent_offers_the_free_seat_without_waiting(client):
    session = coming(seats=2)
    row = waiting(session)
    studied(session, at=BEFORE)

    client.post(reverse("crm_waiting_offer", args=[session.pk]), {"reason": "Départ imminent."})

    assert states(row) == [State.ADMITTED]


def test_no_seat_is_offered_where_none_is_free(client):
    session = coming()
    taken(session)
    row = waiting(session)

    answer = client.post(reverse("crm_waiting_offer", args=[session.pk]), follow=True)

    assert "Aucune place n’est libre" in answer.content.decode()
    assert states(row) == [State.WAITLISTED]


def test_a_rank_is_changed_with_a_reason_that_is_asked_for(client):
    row = waiting(coming())
    entry = WaitEntry.objects.get(reference=str(row.pk))
    address = reverse("crm_waiting_act", args=[entry.pk])

    refused = client.post(address, {"state": "rank-1", "reason": ""})
    client.post(address, {"state": "rank-1", "reason": "Logement trouvé à Murat."})

    assert refused.status_code == 422
    assert "Indiquez un motif" in refused.content.decode()
    entry.refresh_from_db()
    assert entry.priority_class == Priority.FIRST
    assert Entry.objects.about(entry).last().reason == "Logement trouvé à Murat."


def test_somebody_is_put_off_to_the_next_session(client):
    row = waiting(coming())
    entry = WaitEntry.objects.get(reference=str(row.pk))

    client.post(
        reverse("crm_waiting_act", args=[entry.pk]),
        {"state": "pooled", "reason": "Préfère l’automne."},
    )

    assert states(row) == [State.POOLED]
    assert not WaitEntry.objects.live().exists()


def test_the_list_of_a_session_that_has_begun_is_put_off_at_once(client):
    session, ahead = coming(starts_on=timezone.localdate()), coming()
    rows, later = [waiting(session) for _ in range(3)], waiting(ahead)
    address = reverse("crm_waiting_pool", args=[session.pk])

    refused = client.post(address, {"reason": ""})
    client.post(address, {"reason": "La session a commencé."})
    client.post(reverse("crm_waiting_pool", args=[ahead.pk]), {"reason": "Trop tôt."})

    assert refused.status_code == 422
    assert states(*rows, later) == [State.POOLED] * 3 + [State.WAITLISTED]
    assert WaitEntry.objects.live().count() == 1


def test_a_deadline_is_extended_told_and_kept_on_the_list(client):
    session = coming()
    row = waiting(session)
    move_enrolment(sent_offer(session), EnrolmentState.DECLINED, at=NOW)
    later = timezone.localdate(row.enrolment.expires_at) + timedelta(days=7)
    address = reverse("crm_offer_extend", args=[row.enrolment.pk])

    early = client.post(address, {"until": f"{timezone.localdate()}", "reason": "Congés."})
    client.post(address, {"until": f"{later}", "reason": "Congés."})

    assert early.status_code == 422
    assert "un jour qui suit l’échéance" in early.content.decode()
    row.enrolment.refresh_from_db()
    assert timezone.localdate(row.enrolment.expires_at) == later
    entry = WaitEntry.objects.get(reference=str(row.pk))
    assert entry.offer_expires_at == row.enrolment.expires_at
    assert Letter.objects.filter(template__endswith="offer_extended.txt").count() == 1


def test_the_list_costs_the_same_with_ten_times_more_people(client):
    session = coming()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(client, session)
        return len(queries)

    def join(number: int) -> None:
        for _ in range(number):
            waiting(session)

    join(3)
    cost()
    few = cost()
    join(30)

    assert cost() == few
