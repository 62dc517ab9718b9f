"""What a visitor sees and sends, from the reason to the confirmation, and the page of the booking."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.appointments import codes, inviting, links
from crm.appointments.models import Appointment, AppointmentParty, BookedThrough, Place
from crm.appointments.services import join
from crm.appointments.slots import Search, free_slots
from crm.letters import links as secret
from crm.people.models import Person
from editorial.form_key import FormKey
from tests.crm.factories import make_person

from .given import a_group, a_reason, booked, receives, somebody

pytestmark = pytest.mark.django_db


def signed_key():
    return FormKey(uuid.uuid4(), timezone.now() - timedelta(minutes=5)).sign()


def typed(**changes):
    return {
        "key": signed_key(), "first_name": "Élise", "last_name": "Chambon",
        "email": "elise.chambon@example.org", "phone": "", "adults": "2", "children": "1",
        "words": "Une maison, une école.", "residence": "france", "postcode": "", "commune": "",
        "country": "", "site_web": "",
    } | changes  # fmt: skip


@pytest.fixture
def reason():
    """Somebody who receives every day of the week."""
    row = a_reason(horizon_days=30)
    advisor = receives(row, weekday=0)
    for weekday in range(1, 7):
        receives(row, advisor, weekday=weekday)
    return row


def first_slots(reason, place=Place.OFFICE):
    today = timezone.localdate()
    found = free_slots(
        Search(reason, place), today + timedelta(days=3), today + timedelta(days=20), timezone.now()
    )
    return [slot.starts_at for slot in found]


def address(reason, at, place="office"):
    return reverse("book_slot", args=[reason.pk, place, at])


def text(response):
    return response.content.decode()


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


def followed(party):
    return f"/rendez-vous/{secret.make(links.BOOKING, str(party.pk))}/"


def test_the_link_shows_moves_and_cancels_and_a_get_changes_nothing(reason):
    at, near, *_ = first_slots(reason)
    party = booked(reason, at, now=timezone.now())
    client, page = Client(), followed(party)

    for path in ["", "deplacer/", f"deplacer/{codes.written(near)}/", "annuler/"]:
        assert client.get(page + path).status_code == 200
    assert client.get(f"{page}rendez-vous.ics")["Content-Type"].startswith("text/calendar")
    party.refresh_from_db()
    assert party.state == "planned"
    client.post(f"{page}deplacer/{codes.written(near)}/")
    assert "Il était prévu" in text(client.get(page))
    client.post(f"{page}annuler/")

    party.refresh_from_db()
    assert (party.state, party.appointment.starts_at) == ("cancelled_by_person", near)
    assert "STATUS:CANCELLED" in text(client.get(f"{page}rendez-vous.ics"))


def test_it_is_too_late_to_change_by_oneself_the_day_before(reason):
    soon = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=5)
    party = booked(reason, first_slots(reason)[0], now=timezone.now())
    Appointment.objects.filter(pk=party.appointment_id).update(
        starts_at=soon, ends_at=soon + timedelta(minutes=45)
    )

    answer = Client().post(f"{followed(party)}annuler/")

    assert answer.status_code == 409
    assert "appelez-nous" in text(answer)


def test_unknown_links_answer_one_page():
    for path in ["", "annuler/", "deplacer/", "rendez-vous.ics"]:
        assert Client().get(f"/rendez-vous/inconnu/{path}").status_code == 404


def test_an_invitation_leads_to_its_hours_then_to_its_booking(reason):
    reason.audience = "invited"
    reason.save()
    advisor = reason.ranges.first().advisor
    person = make_person()
    row = inviting.invite(
        person, reason, [advisor], timezone.localdate() + timedelta(days=9), place="office", by=None
    )
    token = secret.make(links.INVITATION, str(row.pk))
    at = first_slots(reason)[0]

    page = Client().get(f"/rendez-vous/invitation/{token}/", follow=True)
    assert codes.written(at) in text(page)
    done = Client().post(
        f"/rendez-vous/invitation/{token}/office/{codes.written(at)}/",
        {"key": signed_key(), "adults": "1", "words": ""},
    )

    assert done.status_code == 302
    party = AppointmentParty.objects.get()
    assert (party.person, party.through) == (person, BookedThrough.INVITATION)
    assert Client().get(f"/rendez-vous/invitation/{token}/", follow=True).redirect_chain == [
        (f"/rendez-vous/{token}/", 302)
    ]


def test_the_page_of_reasons_costs_the_same_whatever_their_number():
    def queries(number):
        for _ in range(number):
            receives(a_reason())
        with CaptureQueriesContext(connection) as told:
            Client().get("/prendre-rendez-vous/")
        return len(told)

    queries(1)
    assert queries(1) == queries(23)
