"""What people and the team answer to a notice, from its page and from the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.privacy import notices
from crm.privacy.due import kept_until
from crm.privacy.holds import Why, set_hold
from crm.privacy.models import Answer, HoldReason, LineState
from crm.registers.calendar import add_months
from tests.crm.factories import UserFactory

from .endings import ending_in, opened, state_of, told
from .runs import OFFICER

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_reading_the_page_changes_nothing_and_one_button_keeps_the_file(client):
    person = ending_in(10, email="x@example.org")
    notice = told(person)
    page, before = opened(notice), person.last_inbound_at
    assert client.get(page).status_code == 200
    person.refresh_from_db()
    assert person.last_inbound_at == before

    answer = client.post(page, {"choix": "garder"}, follow=True)
    assert "votre dossier est gardé" in answer.content.decode()
    person.refresh_from_db()
    notice.refresh_from_db()
    assert notice.answer == Answer.KEEP
    assert kept_until(person) == add_months(timezone.localdate(), 36)
    assert state_of(person, 60) is None


def test_who_wants_to_be_erased_goes_at_the_next_run_unless_they_change_their_mind(client):
    person = ending_in(10, email="x@example.org")
    page = opened(told(person))
    client.post(page, {"choix": "effacer"})
    assert state_of(person, 0) == LineState.TO_DO
    person.refresh_from_db()
    assert person.anonymised_at is None

    client.post(page, {"choix": "garder"})
    assert state_of(person, 0) is None


def test_what_was_asked_to_be_erased_and_is_held_is_not():
    person = ending_in(10, email="x@example.org")
    notices.answer(told(person), Answer.ERASE)
    set_hold(
        person, Why(HoldReason.CONTROL, "x", "y", until=timezone.localdate() + DAY * 90), by=None
    )

    assert state_of(person, 0) == LineState.HELD


@pytest.mark.parametrize("choice", ["", "autre", "garder\x01"])
def test_an_unknown_choice_is_told_and_changes_nothing(client, choice):
    notice = told(ending_in(10, email="x@example.org"))
    answer = client.post(opened(notice), {"choix": choice})

    assert answer.status_code == 422
    assert "Choisissez" in answer.content.decode()
    notice.refresh_from_db()
    assert notice.answer == Answer.NONE


def test_a_link_that_never_was_is_not_found_and_a_post_without_its_token_is_refused():
    assert Client().get(reverse("retention_notice", args=["x" * 32])).status_code == 404
    notice = told(ending_in(10, email="x@example.org"))
    guarded = Client(enforce_csrf_checks=True)
    assert guarded.post(opened(notice), {"choix": "garder"}).status_code == 403


def test_what_an_adviser_hears_on_the_telephone_is_noted_from_the_list(client):
    adviser = UserFactory(groups=["Conseillers"])
    client.force_login(adviser)
    rows = [told(ending_in(10, email="", phone=f"06 39 98 01 4{n}")) for n in range(3)]
    page = client.get(reverse("crm_notices_to_call")).content.decode()
    assert all(str(row.person) in page for row in rows)

    for row, act in zip(rows, ["dit", "garder", "effacer"], strict=True):
        client.post(reverse("crm_notice_note", args=[row.pk, act]))
        row.refresh_from_db()
    said, kept, gone = rows
    assert said.told_by == adviser
    assert said.due_on == timezone.localdate() + timedelta(days=30)
    assert (kept.answer, gone.answer) == (Answer.KEEP, Answer.ERASE)
    with pytest.raises(Refused):
        notices.note_told(said, by=adviser)


def test_the_officer_reads_numbers_and_no_name_among_the_notices(client):
    client.force_login(UserFactory(groups=[OFFICER]))
    person = ending_in(10, email="x@example.org", last_name="Secrète")
    told(person)
    page = client.get(reverse("crm_notices")).content.decode()

    assert person.file_number in page
    assert "Secrète" not in page
