"""The queue, and the screen where an application is decided."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import Application, ApplicationState
from crm.applications.services import move
from crm.journal.models import Action, Entry
from crm.letters.models import Letter
from tests.crm.applications.lives import admitted, studied
from tests.crm.factories import UserFactory, make_application, make_territory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LONG_AGO = timezone.now() - timedelta(days=40)
State = ApplicationState


def decide(client, application, **typed):
    return client.post(reverse("crm_application", args=[application.pk]), typed)


def test_the_application_shows_answers_and_what_one_more_person_would_change(
    client, advisor, session
):
    communes = make_territory()
    admitted(session, at=LONG_AGO, commune=communes["murat"], civility="f")
    application = studied(session, at=LONG_AGO, commune=communes["lyon"], civility="m")

    page = client.get(reverse("crm_application", args=[application.pk])).content.decode()

    assert "Un projet" in page
    assert "1 prise sur 2, 1 libre" in page
    assert "0 sur 1, soit 0&nbsp;%" in page
    assert "1 sur 2, soit 50&nbsp;%" in page
    assert reverse("crm_person", args=[application.person_id]) in page


def test_reading_an_application_is_journalled(client, advisor, session):
    application = studied(session, at=LONG_AGO)

    client.get(reverse("crm_application", args=[application.pk]))

    assert Entry.objects.filter(
        action=Action.READ, person=application.person, actor=advisor
    ).exists()


def test_the_letter_is_shown_before_anything_is_decided(client, advisor, session):
    application = studied(session, at=LONG_AGO)

    response = decide(client, application, state="admitted", session=session.pk, reason="")

    application.refresh_from_db()
    assert application.state == State.UNDER_REVIEW
    assert "Une place vous y est réservée" in response.content.decode()
    assert not Letter.objects.exists()


def test_the_letter_that_was_shown_is_the_letter_that_leaves(client, advisor, session):
    application = studied(session, at=LONG_AGO)
    typed = {"state": "refused", "reason": "Projet hors du champ.", "session": session.pk}

    shown = decide(client, application, **typed).context["letter"]
    response = decide(client, application, **typed, sent="1")

    letter = Letter.objects.get()
    assert (letter.subject, letter.body, letter.to) == (shown.subject, shown.body, shown.to)
    assert response.status_code == 302
    application.refresh_from_db()
    assert (application.state, application.decided_by) == (State.REFUSED, advisor)


def test_a_person_without_an_address_is_said_to_get_no_letter(client, advisor, session):
    application = studied(session, at=LONG_AGO, email="")

    response = decide(client, application, state="withdrawn", session=session.pk, reason="")

    assert "Aucun courrier ne partira" in response.content.decode()


def test_a_refusal_without_a_reason_comes_back_with_what_was_typed(client, advisor, session):
    application = studied(session, at=LONG_AGO)

    response = decide(client, application, state="refused", session=session.pk, reason=" ")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Un refus doit être motivé" in page
    assert "checked" in page


def test_going_back_from_the_letter_keeps_what_was_typed(client, advisor, session):
    application = studied(session, at=LONG_AGO)

    response = decide(
        client, application, state="refused", session="", reason="Un motif long.", correct="1"
    )

    assert "Un motif long." in response.content.decode()
    assert response.status_code == 200


def test_a_full_session_is_said_to_be_full_and_nothing_is_lost(client, advisor, session):
    for _ in range(2):
        admitted(session, at=LONG_AGO)
    application = studied(session, at=LONG_AGO)

    response = decide(
        client, application, state="admitted", session=session.pk, reason="Très bon.", sent="1"
    )

    page = response.content.decode()
    assert "est complète (2 places)" in page
    assert "Très bon." in page
    assert response.status_code == 422


def test_a_session_is_chosen_on_the_screen_when_there_was_none(client, advisor, session):
    application = studied(None, at=LONG_AGO)
    Application.objects.filter(pk=application.pk).update(session=None)

    without = decide(client, application, state="admitted", session="", reason="")
    decide(client, application, state="admitted", session=session.pk, reason="", sent="1")

    application.refresh_from_db()
    assert "Choisissez d’abord la session" in without.content.decode()
    assert application.enrolment.roster.session == session


def test_studying_needs_no_letter(client, advisor, session):
    application = make_application(session, at=LONG_AGO)

    response = decide(client, application, state="under_review", reason="")

    application.refresh_from_db()
    assert (response.status_code, application.state) == (302, State.UNDER_REVIEW)


def test_a_decision_taken_meanwhile_by_a_colleague_is_told(client, advisor, session):
    application = studied(session, at=LONG_AGO)
    move(application, State.REFUSED, reason="Vu en commission.")

    response = decide(client, application, state="waitlisted", session=session.pk, reason="")

    assert "Cette décision n’est plus possible" in response.content.decode()


def test_who_only_reads_applications_cannot_decide(client, session):
    user = UserFactory()
    for codename in ("access_admin", "view_application", "read_file"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    application = studied(session, at=LONG_AGO)

    shown = client.get(reverse("crm_application", args=[application.pk]))
    decide(client, application, state="withdrawn", reason="", sent="1")

    application.refresh_from_db()
    assert "Décider" not in shown.content.decode()
    assert application.state == State.UNDER_REVIEW
