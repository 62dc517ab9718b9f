"""The register of requests at the desk: what the officer sees, and what an advisor may only hand over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.datarights import due, services
from crm.datarights.models import Channel, RightsRequest, RightsState, Subject
from crm.datarights.register import years
from crm.journal.models import Action, Entry
from crm.registers.careful import PASSED_OVER
from tests.crm.factories import UserFactory, make_person

from .factories import ADDRESS, ask, known, officer

pytestmark = pytest.mark.django_db
LIST = "/admin/droits/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(officer())
    return client


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_a_list_costs_the_same_whatever_its_length(desk):
    ask()
    queries(desk, LIST)
    few = queries(desk, LIST)
    for rank in range(12):
        ask(at=timezone.now() - timedelta(days=rank * 40))

    assert queries(desk, LIST) == few


def test_what_is_late_comes_first_and_says_so(desk):
    ask(name="Récente")
    ask(name="Ancienne", at=timezone.now() - timedelta(days=45))
    page = desk.get(LIST).content.decode()

    assert page.index("Ancienne") < page.index("Récente")
    assert "1 demande en retard" in page


def test_the_year_tells_how_many_and_in_how_many_days():
    by, at = officer(), timezone.now()
    received = at.replace(month=1, day=10)
    late = ask(at=received)
    services.answer(late, "Voici.", by=by, at=received + timedelta(days=40))
    quick = ask(at=received)
    services.refuse(quick, "Infondée.", "Non.", by=by, at=received + timedelta(days=10))
    ask(at=received)

    [year] = years()
    assert (year.received, year.open, year.answered, year.refused) == (3, 1, 1, 1)
    assert (year.in_time, year.over, year.median_days) == (1, 2, 25)


def test_an_advisor_notes_a_request_and_reads_none(client):
    client.force_login(UserFactory(groups=["Conseillers"]))
    answer = client.post(
        reverse("crm_rights_new"),
        {
            "channel": "phone", "on": timezone.localdate().isoformat(), "subject": "erase",
            "behalf": "child", "name": "Ana Rey", "phone": "06 39 98 01 42",
        },
    )  # fmt: skip
    row = RightsRequest.objects.get()

    assert answer.status_code == 302
    assert (row.channel, row.behalf, row.state) == (Channel.PHONE, "child", RightsState.RECEIVED)
    assert client.get(LIST).status_code == 302
    assert client.get(reverse("crm_rights_request", args=[row.pk])).status_code == 302


def test_what_is_noted_of_a_request_warns_of_some_words_and_is_kept_all_the_same(client):
    client.force_login(UserFactory(groups=["Conseillers"]))
    told = {
        "channel": "phone", "on": timezone.localdate().isoformat(), "subject": "erase",
        "behalf": "self", "name": "Ana Rey", "phone": "06 39 98 01 42",
        "message": "Ce qui est écrit de son cancer",
    }  # fmt: skip
    warned = client.post(reverse("crm_rights_new"), told)
    assert (warned.status_code, RightsRequest.objects.count()) == (422, 0)
    assert "Enregistrer quand même" in warned.content.decode()

    assert client.post(reverse("crm_rights_new"), told | {"careful": "on"}).status_code == 302
    row = RightsRequest.objects.get()
    line = Entry.objects.get(object_type=row._meta.label_lower, action=Action.CHANGED)
    assert (line.fields, line.reason, line.person_id) == (["message"], PASSED_OVER, None)


def test_a_date_to_come_is_refused_beside_its_field_and_the_rest_kept(desk):
    tomorrow = timezone.localdate() + timedelta(days=2)
    answer = desk.post(
        reverse("crm_rights_new"),
        {
            "channel": "post", "on": tomorrow.isoformat(), "subject": "access", "behalf": "self",
            "name": "Ana Rey", "postal": "1 rue du Lac",
        },
    )  # fmt: skip

    assert answer.status_code == 422
    assert "Cette date est à venir." in answer.content.decode()
    assert "1 rue du Lac" in answer.content.decode()


def test_the_register_leaves_without_contents_and_says_why(desk):
    person = make_person(last_name="Quetzalcoatl")
    row = known(ask(message="Quetzalcoatl", name="Quetzalcoatl"), person, officer())
    address = reverse("crm_rights_export") + "?format=csv"
    assert desk.post(address, {"purpose": ""}).status_code == 422
    answer = desk.post(address, {"purpose": "Bilan annuel de la déléguée"})
    written = b"".join(answer.streaming_content).decode()

    assert row.reference in written
    assert "Quetzalcoatl" not in written
    assert ADDRESS not in written
    assert Entry.objects.get(action=Action.EXPORTED).reason.endswith("Bilan annuel de la déléguée")


def test_erasing_asks_the_number_again(desk):
    person, by = make_person(), officer()
    row = known(ask(Subject.ERASE), person, by)
    page = reverse("crm_rights_erase", args=[row.pk, person.pk])
    wrong = desk.post(page, {"number": "2011-9999"})
    person.refresh_from_db()
    assert (wrong.status_code, person.anonymised_at) == (422, None)
    desk.post(page, {"number": person.file_number})
    person.refresh_from_db()

    assert person.anonymised_at is not None


def test_an_answer_is_proposed_changed_and_sent_once(desk):
    row = ask()
    page = reverse("crm_rights_answer", args=[row.pk])
    assert "nous ne tenons aucune donnée" in desk.get(page).content.decode()
    desk.post(page, {"text": "Voici ce que nous avons."})
    again = desk.post(page, {"text": "Encore."})
    row.refresh_from_db()

    assert (row.state, row.answer) == (RightsState.ANSWERED, "Voici ce que nous avons.")
    assert again.status_code == 422


def test_opening_a_request_is_journalled_for_its_person(desk):
    person = make_person()
    row = known(ask(), person, officer())
    desk.get(reverse("crm_rights_request", args=[row.pk]))

    assert Entry.objects.filter(action=Action.READ, person=person).exists()


def test_the_last_days_are_among_the_deadlines_of_the_officer_alone():
    row, now = ask(), timezone.now()
    until = timezone.localdate(now) + timedelta(days=40)

    assert [one.label for one in due.deadlines(officer(), now, until)] == [
        f"Demande {row.reference}"
    ]
    assert due.deadlines(UserFactory(groups=["Responsables"]), now, until) == []
