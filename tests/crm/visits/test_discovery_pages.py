"""Discovery days on the site and on the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.letters import links
from crm.letters.models import Letter
from crm.visits.discovery import register
from crm.visits.discovery_letters import PURPOSE
from crm.visits.models import DiscoveryDay, DiscoveryRegistration, RegistrationState
from crm.visits.public_hooks import offer_to_discover
from home.models import HomePage, SettlePage
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.visits.visiting import discovery, family
from tests.crm.welcome.posted import signed_key

pytestmark = pytest.mark.django_db

State = RegistrationState
SOON = timezone.localdate() + timedelta(days=20)


def typed(**told):
    return {
        "key": signed_key(), "site_web": "", "first_name": "Élise", "last_name": "Rey",
        "email": "rey@example.org", "phone": "", "adults": "2", "children": "1",
    } | told  # fmt: skip


def day_page(day):
    return reverse("discovery_day", args=[day.pk])


def test_the_public_registers_and_reads_nothing_more_than_thanks(client):
    day = discovery(day=SOON)

    answer = client.post(day_page(day), typed())

    assert answer.headers["Location"] == reverse("discovery_thanks")
    row = DiscoveryRegistration.objects.get()
    assert (row.adults, row.children, row.wording.code) == (2, 1, "decouverte")
    assert Letter.objects.get().link_purpose == PURPOSE


def test_the_same_form_twice_or_the_same_address_is_one_registration(client):
    day, once = discovery(day=SOON), typed()

    for answers in (once, once, typed(first_name="Ana")):
        assert client.post(day_page(day), answers).status_code == 302

    assert DiscoveryRegistration.objects.count() == Letter.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "x"}, {"email": ""}, {"last_name": ""}, {"adults": "0"}, {"adults": "9" * 40},
        {"children": "-1"}, {"phone": "12"}, {"key": "faux"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_kept(client, wrong):
    answer = client.post(day_page(discovery(day=SOON)), typed(first_name="Anaïs") | wrong)

    assert (answer.status_code, DiscoveryRegistration.objects.count()) == (422, 0)
    assert "Anaïs" in answer.content.decode()


def test_a_robot_is_thanked_and_kept_nowhere(client):
    client.post(day_page(discovery(day=SOON)), typed(site_web="x"))

    assert not DiscoveryRegistration.objects.exists()


def test_a_full_day_leads_to_a_call(client):
    day = discovery(seats=1, day=SOON)
    first = client.get(day_page(day)).content.decode()
    register(day, family(), at=timezone.now())

    answer = client.post(day_page(day), typed())

    assert "Qui les lit, combien de temps, vos droits" in first
    assert answer.status_code == 409
    assert "Être rappelé" in answer.content.decode()


@pytest.mark.parametrize("pk", [987654, 10**17])
def test_a_day_unknown_or_past_is_not_found(client, pk):
    assert client.get(reverse("discovery_day", args=[pk])).status_code == 404
    assert client.get(day_page(discovery())).status_code == 404


def test_the_list_says_how_many_places_are_left(client):
    register(discovery(seats=3, day=SOON), family(), at=timezone.now())

    assert "Encore 2&nbsp;familles" in client.get(reverse("discovery_days")).content.decode()


def test_the_page_that_says_how_to_settle_leads_to_the_next_day_with_a_place(rf):
    full, free = discovery(seats=1, day=SOON), discovery(day=SOON + timedelta(days=7))
    register(full, family(), at=timezone.now())

    assert day_page(free) in offer_to_discover(rf.get("/"), SettlePage())
    assert offer_to_discover(rf.get("/"), HomePage()) == ""


def test_nothing_to_come_leads_to_a_call(client):
    assert "Être rappelé" in client.get(reverse("discovery_days")).content.decode()


def test_the_link_of_the_letter_asks_then_gives_the_place_back(client):
    row = register(discovery(day=SOON), family(), at=timezone.now())
    address = reverse("discovery_cancel", args=[links.make(PURPOSE, str(row.pk))])

    asked = client.get(address)
    row.refresh_from_db()
    assert (row.state, asked.headers["Cache-Control"]) == (State.CONFIRMED, "no-store")
    client.post(address)
    again = client.post(address).content.decode()

    row.refresh_from_db()
    assert row.state == State.CANCELLED
    assert "Votre place est rendue" in again
    assert client.get(reverse("discovery_cancel", args=["faux"])).status_code == 404


def test_the_team_opens_a_day_registers_a_family_and_notes_who_came():
    desk, today = at_the_desk(colleague("Responsables")), timezone.localdate()
    desk.post(
        reverse("crm_discovery_new"),
        {"date": f"{today}", "title": "Ici", "seats": "3", "closes_on": f"{today}"},
    )
    person = make_person()
    day = DiscoveryDay.objects.get()
    told = {"person": person.file_number, "adults": "2", "children": "0"}

    desk.post(reverse("crm_discovery_register", args=[day.pk]), told)
    twice = desk.post(reverse("crm_discovery_register", args=[day.pk]), told)
    row = DiscoveryRegistration.objects.get()
    desk.post(reverse("crm_discovery_act", args=[day.pk, row.pk, "venue"]))

    row.refresh_from_db()
    assert twice.status_code == 422
    assert "déjà inscrite" in twice.content.decode()
    assert (row.person, row.state) == (person, State.ATTENDED)


def test_a_day_badly_typed_is_kept_on_the_screen():
    answer = at_the_desk(colleague("Responsables")).post(
        reverse("crm_discovery_new"),
        {"date": "0001-01-01", "title": "Ici", "seats": "900", "closes_on": "x"},
    )

    assert answer.status_code == 422
    assert 'value="Ici"' in answer.content.decode()
