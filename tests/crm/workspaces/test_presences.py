"""The presence screen of reception, and what the telecentre tells a file."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.workspaces.models import HalfDay, Presence
from crm.workspaces.moments import moments
from crm.workspaces.services import note_presence, strike_presence
from tests.crm.factories import UserFactory, make_person
from tests.telecentre.factories import SiteFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
AM, PM = HalfDay.MORNING, HalfDay.AFTERNOON


@pytest.fixture
def site():
    return SiteFactory()


@pytest.fixture
def reception(client, site):
    user = UserFactory(groups=["Accueil du télécentre"])
    client.force_login(user)
    return user


def screen(client, **asked):
    return client.get(reverse("crm_presences"), asked)


def listed(response):
    return [row.person for row in response.context["rows"]]


def tick(client, *boxes, **asked):
    address = reverse("crm_presences") + "".join(f"?{key}={value}" for key, value in asked.items())
    return client.post(address, {"present": boxes})


def test_reception_notes_several_people_in_one_post(client, reception):
    first, second = make_person(), make_person()

    response = tick(client, f"{first.pk}-am", f"{first.pk}-pm", f"{second.pk}-pm")

    noted = set(Presence.objects.values_list("person", "date", "half"))
    assert response.status_code == 302
    assert noted == {(first.pk, TODAY, "am"), (first.pk, TODAY, "pm"), (second.pk, TODAY, "pm")}


def test_the_same_boxes_sent_twice_note_nothing_twice(client, reception):
    person = make_person()

    for _ in range(2):
        response = tick(client, f"{person.pk}-am")

    assert response.status_code == 302
    assert Presence.objects.count() == 1


def test_a_chosen_day_is_noted_and_a_day_to_come_refused(client, reception):
    person, yesterday = make_person(), TODAY - timedelta(days=1)

    tick(client, f"{person.pk}-am", jour=yesterday)
    refused = tick(client, f"{person.pk}-am", jour=TODAY + timedelta(days=1))

    assert Presence.objects.get().date == yesterday
    assert "Ce jour est à venir" in refused.content.decode()


@pytest.mark.parametrize("words", ["zélie", "BRUG", "zel bru"])
def test_a_person_is_found_by_a_fragment_of_the_name(client, reception, words):
    wanted = make_person(first_name="Zélie", last_name="Brugère")
    make_person(first_name="Autre", last_name="Monde")

    assert listed(screen(client, q=words)) == [wanted]


def test_a_person_is_found_by_file_number(client, reception):
    wanted, _ = make_person(), make_person()

    assert listed(screen(client, q=wanted.file_number)) == [wanted]


def test_regulars_are_offered_without_a_search(client, reception, site):
    regular, other = make_person(), make_person()
    note_presence(regular, site, TODAY - timedelta(days=2), AM)
    note_presence(other, site, TODAY - timedelta(days=90), AM)

    assert listed(screen(client)) == [regular]


def test_reception_sees_names_and_file_numbers_and_nothing_else(client, reception, site):
    person = make_person(email="secret@example.org", phone="06 39 98 01 42", trade="Traductrice")
    note_presence(person, site, TODAY, AM)

    page = screen(client, q=person.last_name).content.decode()

    assert person.file_number in page
    assert not [word for word in ("secret@", "39 98", "Traductrice") if word in page]
    assert client.get(reverse("crm_person", args=[person.pk])).status_code == 302


def test_nothing_ticked_comes_back_with_a_sentence(client, reception):
    response = tick(client)

    assert response.status_code == 422
    assert "Cochez au moins une demi-journée" in response.content.decode()


@pytest.mark.parametrize("box", ["x", "1-noon", "-1-am", "999999999999-am", "9" * 40 + "-am"])
def test_a_box_that_is_nobodys_is_refused(client, reception, box):
    response = tick(client, box)

    assert response.status_code == 422
    assert "n’a plus de dossier ouvert" in response.content.decode()


def test_one_wrong_box_notes_nobody_and_keeps_the_others_ticked(client, reception):
    person = make_person()

    response = tick(client, f"{person.pk}-am", "999999-am")

    assert not Presence.objects.exists()
    assert f'value="{person.pk}-am" checked' in response.content.decode()


def test_a_presence_noted_by_mistake_is_taken_back_and_journalled(client, reception, site):
    row = note_presence(make_person(), site, TODAY, AM)

    client.post(reverse("crm_presence_strike", args=[row.pk]))

    assert not Presence.objects.exists()
    entry = Entry.objects.get(action=Action.DELETED)
    assert (entry.actor, entry.object_type) == (reception, "crm_workspaces.presence")


def test_taking_a_presence_back_twice_is_harmless(site):
    row = note_presence(make_person(), site, TODAY, AM)

    for _ in range(2):
        strike_presence(row, by=None)

    assert Entry.objects.filter(action=Action.DELETED).count() == 1


@pytest.mark.parametrize(
    "query",
    ["jour=abc", "jour=9999-12-31", "site=abc", "site=99999999999999999999", "q=" + "é" * 900],
)
def test_a_junk_parameter_is_no_fault_of_the_server(client, reception, query):
    response = client.get(f"{reverse('crm_presences')}?{query}")

    assert response.status_code in {200, 422}


@pytest.mark.parametrize("group", ["Formateurs", "Élus"])
def test_others_do_not_open_the_screen(client, site, group):
    client.force_login(UserFactory(groups=[group]))

    assert screen(client).status_code == 302


def test_a_day_when_nothing_is_open_says_so(client, reception, site):
    site.opened_on = TODAY + timedelta(days=3)
    site.save()

    assert "Aucun télécentre ouvert ce jour-là" in screen(client).content.decode()


def test_the_screen_costs_the_same_with_more_people(client, reception, site):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            screen(client)
        return len(queries)

    note_presence(make_person(), site, TODAY, AM)
    cost()
    few = cost()
    for _ in range(15):
        note_presence(make_person(), site, TODAY, PM)

    assert cost() == few


@pytest.mark.parametrize("days", [1, -40_000])
def test_a_presence_lies_within_the_life_of_the_site(site, days):
    with pytest.raises(Refused):
        note_presence(make_person(), site, TODAY + timedelta(days=days), AM)


def test_a_half_day_is_noted_once_wherever_it_was(site):
    person = make_person()
    note_presence(person, site, TODAY, AM)

    with pytest.raises(Refused, match="déjà notée"):
        note_presence(person, SiteFactory(), TODAY, AM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(person=person, site=site, date=TODAY, half=AM)


def test_a_month_at_the_telecentre_is_one_line_of_the_file(site):
    person = make_person()
    day = TODAY.replace(day=1) - timedelta(days=1)
    for half in HalfDay:
        note_presence(person, site, day, half)

    told = [moment.title for moment in moments(person, UserFactory())]

    assert told == ["Première venue au télécentre", "Deux demi-journées au télécentre"]
