"""The desk of offices and statements, as reception uses it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from crm.journal.models import Entry
from crm.journeys.day import blocks
from crm.workspaces.models import MonthStatement, OfficeState
from crm.workspaces.offices.jobs import see_to_offers
from crm.workspaces.offices.lists import entry_of
from editorial.rights import grant
from tests.crm.factories import UserFactory

from .places import NOW, booked, half, on, somebody, telecentre
from .waits import asked, running, states, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(client):
    grant()
    client.force_login(UserFactory(groups=["Accueil du télécentre"]))
    return client


def act(client, name, row, **told):
    return client.post(reverse(name, args=[row.pk]), told)


def test_reception_puts_a_request_on_the_list_and_says_yes_for_somebody_on_the_telephone(desk):
    telecentre(offices=1)
    row = asked()
    act(desk, "crm_office_change", row, act="liste")
    see_to_offers(NOW)

    act(desk, "crm_office_change", row, act="accepte")

    assert states(row) == ["given"]
    assert row.handled_by is not None


def test_a_refusal_without_a_reason_is_said_beside_the_field(desk):
    row = asked()

    answer = act(desk, "crm_office_end", row, act="refuser", reason="")

    assert answer.status_code == 422
    assert "Indiquez un motif" in answer.content.decode()
    assert states(row) == ["new"]


@pytest.mark.parametrize("name", ["crm_office_change", "crm_office_end"])
def test_an_unknown_gesture_changes_nothing(desk, name):
    row = asked()

    act(desk, name, row, act="\x07", reason="x")

    assert states(row) == ["new"]


def test_a_rank_refused_comes_back_with_what_was_typed(desk):
    telecentre()
    entry = entry_of(waiting(desks=4))

    answer = act(desk, "crm_office_rank", entry, rank="7", reason="Elle déménage lundi.")

    assert answer.status_code == 422
    assert "Elle déménage lundi." in answer.content.decode()


def test_why_a_turn_passes_is_written_beside_the_name(desk):
    telecentre(offices=1)
    waiting(at=on(-2), desks=2)
    alone = waiting(at=on(-1))

    desk.post(reverse("crm_office_offer"))

    assert running(alone) is not None
    assert (
        "Demande 2 places, il en reste 1."
        in desk.get(reverse("crm_office_waiting")).content.decode()
    )


@pytest.mark.parametrize("name", ["crm_office_requests", "crm_office_waiting"])
def test_a_list_costs_as_many_queries_for_many(desk, name, django_assert_max_num_queries):
    telecentre()
    for _ in range(2):
        waiting(desks=4)
    few = cost(desk, name, django_assert_max_num_queries)
    for _ in range(20):
        waiting(desks=4)

    assert cost(desk, name, django_assert_max_num_queries) <= few


def cost(client, name, counter):
    with counter(60) as found:
        client.get(reverse(name))
    return len(found)


def test_a_request_is_noted_at_the_desk(desk):
    telecentre()
    person = somebody()
    told = {
        "dossier": person.file_number,
        "weekdays": ["1"],
        "wished_from": "2011-03-14",
        "desks": "2",
    }

    desk.post(reverse("crm_office_new"), told)

    row = person.office_requests.get()
    assert (row.desks, row.state, row.form_key) == (2, OfficeState.NEW, None)
    refused = desk.post(reverse("crm_office_new"), told | {"dossier": "9999-9999"})
    assert "Aucun dossier ouvert ne porte ce numéro." in refused.content.decode()


def test_new_requests_are_in_the_day_of_those_who_answer_them():
    grant()
    asked(at=NOW - timedelta(days=4))

    found = {block.name: block for block in blocks(UserFactory(groups=["Conseillers"]), NOW)}

    assert found["demandes-de-bureau"].lines[0].late
    assert "demandes-de-bureau" not in {
        one.name for one in blocks(UserFactory(groups=["Élus"]), NOW)
    }


def test_a_month_is_issued_and_sent_from_its_screen(time_machine, client):
    (office,) = telecentre(offices=1)
    booked(office, half(0), somebody())
    time_machine.move_to(on(30), tick=False)
    grant()
    client.force_login(UserFactory(groups=["Accueil du télécentre"]))

    client.post(reverse("crm_statements_issue"), {"mois": "2011-03"})
    client.post(reverse("crm_statements_send"), {"mois": "2011-03"})

    row = MonthStatement.objects.get()
    assert (row.month, row.sent_at is not None) == (date(2011, 3, 1), True)
    page = client.get(reverse("crm_statements") + "?mois=2011-03").content.decode()
    assert row.number in page


@pytest.mark.parametrize("month", ["", "x", "9999-99", "2011-13"])
def test_a_month_that_is_none_issues_nothing(desk, month):
    assert desk.post(reverse("crm_statements_issue"), {"mois": month}).status_code == 404
    assert desk.get(reverse("crm_statements"), {"mois": month}).status_code == 200


def test_the_file_of_the_treasury_is_journalled(client):
    grant()
    user: User = UserFactory(groups=["Responsables"])
    client.force_login(user)

    why = {"purpose": "Titres de recette de mars"}
    answer = client.post(reverse("crm_statements_csv") + "?mois=2011-03", why)

    assert answer["Content-Type"].startswith("text/csv")
    assert Entry.objects.filter(action="exported", actor_id=user.pk).exists()
