"""What is answered is kept where nothing leads back to who answered."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from crm.consents.models import Consent, Purpose
from crm.journal.models import Entry
from crm.letters.models import SecretLink
from crm.privacy.services import anonymise
from crm.questionnaires.models import Answer, Invitation, InvitationState, Response
from crm.questionnaires.services import answer, send_due
from tests.crm.applications.lives import noon

from .conftest import END, said, token_of, trained

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(session):
    trained(session)
    send_due(noon(END))
    return Invitation.objects.get()


def page_of(invitation):
    return reverse("questionnaire", args=[token_of(invitation)])


def posted(invitation, **changes):
    rows = invitation.question_set.questions.all()
    values = {"text": "Rien", "yes_no": "1", "scale": "4", "choice": "0"}
    return {f"q{row.number}": values[row.kind] for row in rows} | changes


def test_opening_the_page_changes_nothing(client, invitation):
    answer = client.get(page_of(invitation))

    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_answers_are_kept_once_without_a_name(client, invitation):
    address = page_of(invitation)
    for _ in range(2):
        assert "Merci" in client.post(address, posted(invitation)).content.decode()

    response = Response.objects.get()
    assert response.month.day == 1
    assert response.answers.count() == invitation.question_set.questions.count()
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.ANSWERED


def test_nothing_leads_from_an_answer_to_a_person(invitation):
    answer(invitation, said(invitation.question_set, text="Tout"), at=noon(END))
    person = invitation.enrolment.application.person

    for model in (Response, Answer):
        linked = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
        assert Invitation not in linked
        assert type(person) not in linked
        assert model._meta.pk.get_internal_type() == "UUIDField"
    assert not Entry.objects.filter(object_type__in=["crm_questionnaires.response"]).exists()
    columns = [
        row.name
        for row in connection.introspection.get_table_description(
            connection.cursor(), Response._meta.db_table
        )
    ]
    assert sorted(columns) == ["id", "month", "question_set_id", "session_id"]


def test_what_is_missing_is_said_beside_it_and_the_rest_stays(client, invitation):
    told = posted(invitation, q1="", q7="Les ateliers du soir")

    answer = client.post(page_of(invitation), told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choisissez une réponse." in page
    assert "Les ateliers du soir" in page
    assert not Response.objects.exists()


def test_an_answer_that_is_not_offered_is_refused(client, invitation):
    assert client.post(page_of(invitation), posted(invitation, q1="9")).status_code == 422


def test_one_may_not_wish_to_answer(client, invitation):
    page = client.post(page_of(invitation), {"decline": "1"}).content.decode()

    invitation.refresh_from_db()
    assert invitation.state == InvitationState.REFUSED
    assert "plus ces questions" in page
    assert not Response.objects.exists()


@pytest.mark.parametrize("token", ["faux", "a" * 500])
def test_an_unknown_link_is_told_so(client, db, token):
    assert client.get(reverse("questionnaire", args=[token])).status_code == 404


def test_the_link_of_somebody_forgotten_is_gone(client, invitation):
    address = page_of(invitation)
    anonymise(invitation.enrolment.application.person)

    assert client.get(address).status_code == 404
    assert not SecretLink.objects.filter(purpose="questionnaire").exists()


def test_a_late_answer_is_still_taken(client, invitation):
    Invitation.objects.update(state=InvitationState.EXPIRED, closed_on=date(2012, 1, 30))

    client.post(page_of(invitation), posted(invitation))

    assert Response.objects.count() == 1


def test_the_information_that_was_read_is_kept_dated_of_the_day_alone(client, invitation):
    """An hour would tell whose answers these are."""
    client.post(page_of(invitation), {"decline": "1"})

    row = Consent.objects.get(purpose=Purpose.NOTICE, channel="questionnaire")
    assert row.wording is not None
    assert row.wording.code == "questionnaire"
    assert (timezone.localtime(row.at).hour, timezone.localtime(row.at).minute) == (0, 0)
