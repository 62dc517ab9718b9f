"""What a visitor sees and sends, from the reason to the confirmation, and the page of the booking."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.appointments import codes
from crm.appointments.models import Appointment, AppointmentParty
from crm.appointments.services import join
from crm.people.models import Person

from .given import a_group, a_reason, booked, receives, somebody
from .posted import first_slots, text, typed

pytestmark = pytest.mark.django_db


def address(reason, at, place="office"):
    return reverse("book_slot", args=[reason.pk, place, at])


def test_a_visitor_books_in_four_steps_without_an_account(reason):
    client = Client()
    at = first_slots(reason)[0]
    days = reverse("book_days", args=[reason.pk, "office"])

    assert days in text(client.get("/prendre-rendez-vous/"))
    assert address(reason, at) in text(client.get(f"{days}?mois={timezone.localtime(at):%Y-%m}"))
    assert "Votre rendez-vous" in text(client.get(address(reason, at)))
    done = client.post(address(reason, at), typed(), follow=True)

    party = AppointmentParty.objects.get()
    assert (party.adults, party.children, party.said.words) == (2, 1, "Une maison, une école.")
    assert party.wording is not None
    assert "C’est noté" in text(done)
    assert done["Cache-Control"] == "no-store"
    assert not Person.objects.exists()


def test_an_hour_that_went_meanwhile_is_said_with_the_nearest_ones_and_nothing_is_lost(reason):
    at, near, *_ = first_slots(reason)
    booked(reason, at, email="autre@example.org", now=timezone.now())

    refused = Client().post(address(reason, at), typed())

    page = text(refused)
    assert refused.status_code == 409
    assert "n’est plus libre" in page
    assert codes.written(near) in page
    assert "Une maison, une école." in page
    done = Client().post(address(reason, at), typed(slot=codes.written(near)))
    assert done.status_code == 302
    assert Appointment.objects.filter(starts_at=near).exists()


def test_an_hour_gone_before_it_is_chosen_shows_others(reason):
    at, near, *_ = first_slots(reason)
    booked(reason, at, email="autre@example.org", now=timezone.now())

    answer = Client().get(address(reason, at))

    assert answer.status_code == 409
    assert address(reason, near) in text(answer)


@pytest.mark.parametrize(
    ("place", "changes", "sentence"),
    [
        ("office", {"first_name": ""}, "Indiquez votre prénom."),
        ("office", {"email": ""}, "Laissez une adresse électronique ou un téléphone"),
        ("phone", {}, "Indiquez le numéro où vous appeler."),
        ("video", {"email": "", "phone": "06 39 98 01 42"}, "Indiquez l’adresse où envoyer"),
        ("office", {"adults": "0"}, "de 1 à 20"),
        ("office", {"children": "9" * 30}, "de 0 à 20"),
        ("office", {"key": "faux"}, "encore une fois"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(reason, place, changes, sentence):
    at = first_slots(reason)[0]

    answer = Client().post(address(reason, at, place), typed(**changes))

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not AppointmentParty.objects.exists()


@pytest.mark.parametrize(
    ("slot", "status"), [("29991231T2359Z", 409), ("20260230T0900Z", 302), ("n’importe quoi", 302)]
)
def test_a_posted_hour_that_is_not_free_writes_nothing_and_one_that_is_none_is_passed_over(
    reason, slot, status
):
    answer = Client().post(address(reason, first_slots(reason)[0]), typed(slot=slot))

    assert answer.status_code == status
    assert AppointmentParty.objects.exists() == (status == 302)


def test_a_robot_is_thanked_and_keeps_nothing(reason):
    answer = Client().post(address(reason, first_slots(reason)[0]), typed(site_web="x"))

    assert answer.status_code == 302
    assert not AppointmentParty.objects.exists()


@pytest.mark.parametrize(
    "path", ["{pk}/home/", "{pk}/lune/", "987654321/office/", "{pk}/office/20269999T9999Z/"]
)
def test_what_does_not_exist_is_not_found(reason, path):
    assert Client().get(f"/prendre-rendez-vous/{path.format(pk=reason.pk)}").status_code == 404


def test_a_reason_by_invitation_is_not_offered_to_the_public():
    row = a_reason(label="Entre nous", audience="invited")

    assert "Entre nous" not in text(Client().get("/prendre-rendez-vous/"))
    assert Client().get(f"/prendre-rendez-vous/{row.pk}/office/").status_code == 404


def test_households_take_the_seats_of_an_evening_and_the_last_ones_read_that_it_is_full():
    group = a_group(
        seats=2,
        starts_at=timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3),
    )
    join(group, somebody(email="a@example.org"), at=timezone.now())
    page = reverse("book_seat", args=[group.pk])

    assert Client().post(page, typed()).status_code == 302
    assert Client().get(page).status_code == 409
    assert "Complet" in text(Client().get(reverse("book_group", args=[group.reason_id])))


def test_the_page_of_reasons_costs_the_same_whatever_their_number():
    def queries(number):
        for _ in range(number):
            receives(a_reason())
        with CaptureQueriesContext(connection) as told:
            Client().get("/prendre-rendez-vous/")
        return len(told)

    queries(1)
    assert queries(1) == queries(23)


def test_a_connection_that_sends_too_much_is_asked_to_wait_and_loses_nothing(reason):
    page = address(reason, first_slots(reason)[0])
    for _ in range(10):
        Client().post(page, typed(key="faux"))

    answer = Client().post(page, typed())

    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "Une maison, une école." in text(answer)
    assert not AppointmentParty.objects.exists()
