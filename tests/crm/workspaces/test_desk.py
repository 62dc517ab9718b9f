"""Reception at its planning: what it sees, books, cancels."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.letters.models import Letter
from crm.workspaces.bookings.asking import Asked
from crm.workspaces.bookings.doors import book
from crm.workspaces.bookings.openness import openness
from crm.workspaces.days import expected
from crm.workspaces.models import Booking, BookingState
from editorial.rights import grant
from telecentre.models import Closure
from tests.crm.factories import UserFactory, make_person
from tests.crm.workspaces.places import DAY, telecentre
from tests.telecentre.factories import SpaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices():
    return telecentre()


@pytest.fixture
def reception(client):
    grant()
    user = UserFactory(groups=["Accueil du télécentre"])
    client.force_login(user)
    return user


def next_monday():
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


def next_open(site, after=0):
    """A working day of the next weeks that is no public holiday."""
    calendar, day = openness(site), next_monday() + timedelta(days=after)
    while not calendar.halves(day):
        day += timedelta(days=1)
    return day


def one_day(space, day, person=None):
    return book(person or make_person(), space, Asked(DAY, day, day))


def page(client, name, *args, **asked):
    return client.get(reverse(name, args=args), asked)


def answers(person, space, day, **others):
    return {
        "personne": person.pk, "espace": space.pk, "formule": "half_day", "moment": "pm",
        "jour": f"{day:%Y-%m-%d}", "fin": "", "q": "",
    } | others  # fmt: skip


def test_the_week_says_who_sits_where_and_what_is_free(client, reception, offices):
    day = next_open(offices[0].site)
    booking = one_day(offices[0], day, make_person(last_name="Brugère"))

    answer = page(client, "crm_planning", jour=day)

    text = answer.content.decode()
    assert "Brugère" in text
    assert reverse("crm_booking", args=[booking.pk]) in text
    assert f"?espace={offices[1].pk}&amp;jour={day:%Y-%m-%d}&amp;moment=am" in text
    assert answer.context["held"] == 2


def test_a_closure_is_shown_with_its_reason_and_what_it_catches(client, reception, offices):
    day = next_open(offices[0].site)
    one_day(offices[0], day)
    Closure.objects.create(site=offices[0].site, starts_on=day, ends_on=day, reason="travaux")

    text = page(client, "crm_planning", jour=day).content.decode()

    assert "travaux" in text
    assert "fermé ce jour-là" in text


def test_the_planning_costs_the_same_with_more_bookings(client, reception, offices):
    day = next_open(offices[0].site)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            page(client, "crm_planning", jour=day)
        return len(queries)

    one_day(offices[0], day)
    cost()
    few = cost()
    for space in SpaceFactory.create_batch(24, site=offices[0].site):
        one_day(space, day)

    assert cost() == few


@pytest.mark.parametrize(
    "query",
    ["jour=abc", "jour=0001-01-01", "jour=9999-12-31", "site=99999999999999999999"],
)
def test_a_junk_parameter_is_no_fault_of_the_server(client, reception, offices, query):
    for name in ("crm_planning", "crm_booking_new"):
        assert client.get(f"{reverse(name)}?{query}").status_code in {200, 422}


def test_reception_finds_a_person_sees_the_price_then_books(client, reception, offices):
    person, day = make_person(last_name="Brugère"), next_open(offices[0].site)

    address, told = reverse("crm_booking_new"), answers(person, offices[1], day)
    looked = client.post(address, told | {"personne": "", "q": "brug", "chercher": "1"})
    priced = client.post(address, told | {"prix": "1"})
    assert not Booking.objects.exists()
    posted = client.post(address, told)

    assert looked.context["form"].offered == [person]
    assert "10\u00a0€" in priced.content.decode()
    booking = Booking.objects.get()
    assert posted.headers["Location"] == reverse("crm_booking", args=[booking.pk])
    assert (booking.person, booking.space, booking.by) == (person, offices[1], reception)


def test_a_refusal_keeps_what_was_typed(client, reception, offices):
    person, day = make_person(), next_open(offices[0].site)
    one_day(offices[0], day)

    answer = client.post(reverse("crm_booking_new"), answers(person, offices[0], day))

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Bureau 1 est pris" in text
    assert f'value="{person.pk}" required id="id_personne_0" checked' in text.replace(
        "  ", " "
    ) or (answer.context["form"]["personne"].value() == str(person.pk))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"personne": ""}, "puis choisissez-la"),
        ({"personne": "9" * 30}, "dossier ouvert"),
        ({"espace": "0"}, "ne se réserve pas"),
        ({"formule": "year"}, "Sélectionnez"),
        ({"jour": "9999-12-31"}, "entre 2000 et 2100"),
        ({"jour": "hier"}, "Écrivez un jour"),
        ({"moment": ""}, "le matin ou l’après-midi"),
        ({"formule": "month"}, "un ou deux jours"),
        ({"formule": "month", "jours": ["0am", "1am", "2am"]}, "deux au plus"),
        ({"q": "é" * 900}, "80"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client, reception, offices, wrong, sentence):
    told = answers(make_person(), offices[0], next_open(offices[0].site), **wrong)

    answer = client.post(reverse("crm_booking_new"), told)

    assert answer.status_code in {409, 422}
    assert sentence in answer.content.decode()
    assert not Booking.objects.exists()


def test_a_booking_is_cancelled_with_its_reason(client, reception, offices):
    booking = one_day(offices[0], next_open(offices[0].site))
    address = reverse("crm_booking_cancel", args=[booking.pk])

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Empêchement."})

    booking.refresh_from_db()
    assert (booking.state, booking.cancel_reason) == (BookingState.CANCELLED, "Empêchement.")
    assert "Empêchement." in page(client, "crm_booking", booking.pk).content.decode()


def test_a_move_that_cannot_be_says_why_beside_its_form(client, reception, offices):
    day = next_open(offices[0].site)
    booking = one_day(offices[0], day)
    one_day(offices[1], day)

    answer = client.post(reverse("crm_booking_move", args=[booking.pk]), {"space": offices[1].pk})

    assert answer.status_code == 409
    assert "Bureau 2 est pris" in answer.content.decode()


def test_one_half_day_is_given_back_from_the_sheet(client, reception, offices):
    booking = one_day(offices[0], next_open(offices[0].site))
    slot = booking.slots.order_by("half").first()

    client.post(reverse("crm_booking_give_back", args=[booking.pk, slot.pk]))

    assert list(booking.slots.values_list("half", flat=True)) == ["pm"]


def test_those_who_booked_are_expected_at_the_presences(offices):
    person, day = make_person(), next_open(offices[0].site)
    one_day(offices[0], day, person)

    assert expected(offices[0].site, day) == {person: "Bureau 1"}


def test_reception_reads_names_and_numbers_alone(client, reception, offices):
    day = next_open(offices[0].site)
    person = make_person(email="secret@example.org", phone="06 39 98 01 42", trade="Traductrice")
    booking = one_day(offices[0], day, person)

    texts = [
        page(client, "crm_booking", booking.pk).content.decode(),
        page(client, "crm_planning", jour=day).content.decode(),
        page(client, "crm_booking_new", q=person.last_name).content.decode(),
    ]

    assert person.file_number in texts[0]
    assert not [
        word for word in ("secret@", "39 98", "Traductrice") for text in texts if word in text
    ]


def test_the_link_of_the_personal_page_is_sent_again(client, reception, offices):
    booking = one_day(offices[0], next_open(offices[0].site))

    client.post(reverse("crm_booking_link", args=[booking.pk]))

    letter = Letter.objects.get(template__contains="page_link")
    assert (letter.person, letter.link_target) == (booking.person, str(booking.person_id))


def test_a_booking_in_a_space_taken_out_of_service_is_still_shown(client, reception, offices):
    day = next_open(offices[0].site)
    one_day(offices[0], day, make_person(last_name="Brugère"))
    offices[0].valid_to = day - timedelta(days=day.weekday())
    offices[0].save(update_fields=["valid_to"])

    text = page(client, "crm_planning", jour=day).content.decode()

    assert "Brugère" in text
    assert "planning__held--amiss" in text
