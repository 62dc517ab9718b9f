"""Discovery days: one seat a household, given once, given back, and what the public reads."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.letters import links
from crm.letters.models import Letter
from crm.people.merging.services import merge
from crm.visits.discovery import DayPlan, cancel_day, change_day, move_registration, register
from crm.visits.discovery_letters import PURPOSE, remind
from crm.visits.forgetting import forget_registrations
from crm.visits.models import DiscoveryDay, DiscoveryRegistration, RegistrationState
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.visits.visiting import FIRST, HOME, PREPARED, discovery, family
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


def kept(day):
    return day.registrations.kept().count()


def test_a_family_holds_one_seat_and_the_day_gets_full():
    day = discovery(seats=2)
    for number in range(2):
        register(day, family(number), at=PREPARED)

    with pytest.raises(Refused, match="complète"):
        register(day, family(3), at=PREPARED)

    assert sorted(day.seats.values_list("registration", flat=True)) == sorted(
        day.registrations.values_list("pk", flat=True)
    )


def test_called_off_by_the_family_its_seat_goes_to_another():
    day = discovery(seats=1)
    row = register(day, family(), at=PREPARED)

    move_registration(row, State.CANCELLED, at=PREPARED)

    assert register(day, family(), at=PREPARED).seat.number == 1


@pytest.mark.parametrize(("seats", "left"), [(1, 0), (2, 1), (5, 4)])
def test_seats_follow_the_day_and_only_free_ones_go(seats, left):
    day = discovery(seats=3)
    register(day, family(), at=PREPARED)

    change_day(day, DayPlan(FIRST, "Autre titre", FIRST, seats), by=None)

    assert (day.seats.count(), day.seats.filter(registration=None).count()) == (seats, left)


def test_fewer_seats_than_families_are_refused():
    day = discovery(seats=2)
    for number in range(2):
        register(day, family(number), at=PREPARED)

    with pytest.raises(Refused, match="déjà inscrites"):
        change_day(day, DayPlan(FIRST, "Une", FIRST, 1), by=None)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"closes_on": FIRST + timedelta(days=1)}, "au plus tard"),
        ({"seats": 0}, "entre une et cent"),
    ],
)
def test_a_day_makes_sense(told, why):
    with pytest.raises(Refused, match=why):
        discovery(**told)


def test_one_day_a_date():
    discovery()
    with pytest.raises(Refused, match="déjà lieu"):
        discovery()


def test_the_public_registers_until_it_closes_and_the_team_until_the_day():
    day, user = discovery(), colleague()
    late = PREPARED.replace(month=6, day=5)

    with pytest.raises(Refused, match="closes"):
        register(day, family(), at=late)
    register(day, family(), by=user, at=late)


def test_presences_are_noted_on_the_day():
    person = make_person(at=PREPARED)
    row = register(discovery(), family(), person=person, at=PREPARED)

    with pytest.raises(Refused, match="à venir"):
        move_registration(row, State.ATTENDED, at=PREPARED)
    move_registration(row, State.ATTENDED, at=HOME)

    person.refresh_from_db()
    assert person.last_inbound_at == HOME


def test_a_day_called_off_tells_each_family():
    day = discovery()
    register(day, family(), at=PREPARED)

    assert cancel_day(day, by=None, at=PREPARED) == 1
    assert cancel_day(day, by=None, at=PREPARED) == 0
    assert Letter.objects.filter(key__endswith="day_called_off").count() == 1
    assert kept(day) == 0


def test_families_are_reminded_once():
    register(discovery(), family(), at=PREPARED)
    near = PREPARED.replace(month=6, day=4)

    assert remind(PREPARED) == 0
    remind(near)
    remind(near)

    assert Letter.objects.filter(key__endswith="reminder").count() == 1


def test_who_came_is_forgotten_and_how_many_is_not():
    row = register(discovery(), family(adults=2, children=3), at=PREPARED)

    assert forget_registrations(HOME) == 0
    assert forget_registrations(HOME + timedelta(days=190)) == 1
    assert forget_registrations(HOME + timedelta(days=190)) == 0

    row.refresh_from_db()
    assert (row.email, row.first_name, row.adults, row.children) == ("", "", 2, 3)


def test_two_files_registered_for_one_day_keep_one_place():
    day, first, second = discovery(), make_person(), make_person()
    register(day, family(1), person=first, at=PREPARED)
    register(day, family(2), person=second, at=PREPARED)

    merge(first, second, by=colleague())

    assert DiscoveryRegistration.objects.kept().get().person == first


# The site


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

    assert "Ce que deviennent vos réponses" in first
    assert answer.status_code == 409
    assert "Être rappelé" in answer.content.decode()


@pytest.mark.parametrize("pk", [987654, 10**17])
def test_a_day_unknown_or_past_is_not_found(client, pk):
    assert client.get(reverse("discovery_day", args=[pk])).status_code == 404
    assert client.get(day_page(discovery())).status_code == 404


def test_the_list_says_how_many_places_are_left(client):
    register(discovery(seats=3, day=SOON), family(), at=timezone.now())

    assert "Encore 2&nbsp;familles" in client.get(reverse("discovery_days")).content.decode()


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


# The desk


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
