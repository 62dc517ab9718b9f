"""The follow-up page of somebody who was offered a seat: late answers, and the way back to the list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.applications.follow import FOLLOW_APPLICATION
from crm.applications.models import ApplicationState, EnrolmentState
from crm.letters import links
from crm.letters.models import Letter
from crm.waiting.deadlines import end_of_day, working_day_after
from tests.crm.applications.waits import (
    BEFORE,
    NOW,
    coming,
    expired,
    sent_offer,
    states,
    waiting,
)

pytestmark = pytest.mark.django_db

State, Seat = ApplicationState, EnrolmentState


def page_of(application) -> str:
    return f"/suivi/{links.make(FOLLOW_APPLICATION, str(application.pk))}/"


def letters(application) -> list[str]:
    rows = Letter.objects.filter(person=application.person).order_by("pk")
    return [row.template.rpartition("/")[2].removesuffix(".txt") for row in rows]


def test_an_offer_ends_after_five_working_days():
    enrolment = sent_offer(coming())

    offered_on = timezone.localdate(enrolment.offered_at)
    assert enrolment.expires_at == end_of_day(working_day_after(offered_on, 5))
    body = Letter.objects.filter(person=enrolment.application.person).last().body
    assert "au plus tard le" in body
    assert "à minuit" in body


def test_a_late_answer_takes_a_seat_that_nobody_waits_for(client):
    enrolment = expired(coming())
    address = page_of(enrolment.application)
    page = client.get(address).content.decode()
    assert "n’a pas été confirmée à temps" in page
    assert "Il reste une place libre" in page

    client.post(f"{address}confirmer/")

    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.seat.number) == (Seat.CONFIRMED, 1)
    assert "Admise, place confirmée" in client.get(address).content.decode()


def test_the_end_of_an_offer_does_not_wait_for_the_job(client):
    session = coming()
    enrolment, next_one = sent_offer(session, 15), waiting(session)
    address = page_of(enrolment.application)

    answer = client.post(f"{address}confirmer/")

    assert answer.status_code == 409
    assert "Le délai pour répondre est passé" in answer.content.decode()
    assert states(enrolment.application, next_one) == [State.WITHDRAWN, State.ADMITTED]


def test_who_let_an_offer_pass_comes_back_at_the_end_of_the_list(client):
    session = coming()
    enrolment = sent_offer(session)
    others = [waiting(session, NOW - timedelta(days=9 - rank)) for rank in range(2)]
    address = page_of(enrolment.application)
    client.post(f"{address}decliner/")
    assert "Revenir sur la liste d’attente" in client.get(address).content.decode()

    client.get(f"{address}revenir/")
    assert states(enrolment.application) == [State.WITHDRAWN]
    client.post(f"{address}revenir/")

    assert states(*others, enrolment.application) == ["admitted", "waitlisted", "waitlisted"]
    page = client.get(address).content.decode()
    assert "2<sup>e</sup> rang de la liste d’attente" in page
    assert letters(enrolment.application)[-2:] == ["seat_declined", "waitlisted"]


def test_who_comes_back_to_a_free_seat_is_offered_it_at_once(client):
    session = coming()
    enrolment = sent_offer(session)
    address = page_of(enrolment.application)
    client.post(f"{address}decliner/")

    client.post(f"{address}revenir/")

    enrolment.refresh_from_db()
    assert enrolment.state == Seat.OFFERED
    assert letters(enrolment.application) == ["admitted", "seat_declined", "seat_offered"]


def test_nobody_comes_back_to_a_session_that_has_begun(client):
    enrolment = expired(coming())
    session = enrolment.roster.session
    session.applications_close_on = session.applications_open_on = BEFORE.date()
    session.starts_on = timezone.localdate() - timedelta(days=1)
    session.save()
    address = page_of(enrolment.application)

    assert "ne prend plus personne" in client.get(address).content.decode()
    assert client.post(f"{address}confirmer/").status_code == 409
    assert states(enrolment.application) == [State.WITHDRAWN]


def test_following_the_links_of_a_letter_changes_nothing(client):
    enrolment = sent_offer(coming())
    address = page_of(enrolment.application)

    for action in ["", "confirmer/", "decliner/", "revenir/"]:
        client.get(address + action)
        client.head(address + action)

    enrolment.refresh_from_db()
    assert enrolment.state == Seat.OFFERED
