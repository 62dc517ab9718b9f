"""Forms whose sender has a file already: compared, attached, opened anew or set aside."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.applications.intake import Answers, receive
from crm.applications.models import Application, SubmissionState
from crm.people.models import Person
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db

BEFORE = timezone.now() - timedelta(days=3)


@pytest.fixture
def known():
    return make_person(
        first_name="Odile", last_name="Peyrissac", email="odile@example.org", birth_year=1972
    )


@pytest.fixture
def form(known, session):
    answers = Answers(
        first_name="Odile", last_name="Peirissac", email="Odile@Example.org", birth_year=1972,
        project="Traduire de chez moi.",
    )  # fmt: skip
    return receive(uuid.uuid4(), answers, session, at=BEFORE)


def settle(client, form, **typed):
    return client.post(reverse("crm_submission", args=[form.pk]), typed)


def test_what_was_typed_stands_beside_what_is_known(client, advisor, form, known):
    response = client.get(reverse("crm_submission", args=[form.pk]))

    same = {line.label: line.same for line in response.context["lines"]}
    assert same["Courriel"] is True
    assert same["Nom"] is False
    assert same["Année de naissance"] is True
    assert same["Téléphone"] is None
    assert known.file_number in response.content.decode()


def test_the_form_joins_the_file_that_it_looks_like(client, advisor, form, known, session):
    response = settle(client, form, whose=str(known.pk), reason="")

    application = Application.objects.get()
    assert (application.person, application.session) == (known, session)
    assert application.project == "Traduire de chez moi."
    assert response.url == reverse("crm_application", args=[application.pk])


def test_a_file_is_never_rewritten_by_a_form(client, advisor, form, known):
    settle(client, form, whose=str(known.pk), reason="")

    known.refresh_from_db()
    assert known.last_name == "Peyrissac"


def test_somebody_else_gets_a_file_of_their_own(client, advisor, form, known):
    settle(client, form, whose="new", reason="")

    assert Application.objects.get().person != known
    assert Person.objects.count() == 2


def test_a_form_is_set_aside_with_a_reason_alone(client, advisor, form):
    refused = settle(client, form, whose="nobody", reason="")
    form.refresh_from_db()
    assert (refused.status_code, form.state) == (422, SubmissionState.REVIEW)
    assert "pourquoi ce formulaire est écarté" in refused.content.decode()

    settle(client, form, whose="nobody", reason="Répétition.")

    form.refresh_from_db()
    assert form.state == SubmissionState.DISMISSED


def test_a_form_cannot_be_given_to_a_file_that_it_does_not_look_like(client, advisor, form):
    stranger = make_person(first_name="Zoé", last_name="Quivront")

    response = settle(client, form, whose=str(stranger.pk), reason="")

    assert response.status_code == 422
    assert not Application.objects.exists()


def test_a_file_that_already_applies_refuses_a_second_application(
    client, advisor, form, known, session
):
    second = receive(uuid.uuid4(), Answers.read(form.payload), session, at=BEFORE)
    settle(client, form, whose=str(known.pk), reason="")

    response = settle(client, second, whose=str(known.pk), reason="")

    assert "déjà candidate" in response.content.decode()
    assert Application.objects.count() == 1


def test_a_form_that_was_dealt_with_leads_back_to_the_list(client, advisor, form, known):
    settle(client, form, whose=str(known.pk), reason="")

    response = settle(client, form, whose="new", reason="")

    assert response.url == reverse("crm_submissions")
    assert Application.objects.count() == 1


def test_the_list_shows_each_form_that_waits(client, advisor, form):
    page = client.get(reverse("crm_submissions")).content.decode()

    assert "Odile Peirissac" in page
