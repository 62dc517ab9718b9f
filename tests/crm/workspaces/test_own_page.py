"""The personal page: today, what is to come, a presence, a place given back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from crm.journal.refusal import Refused
from crm.letters import links
from crm.workspaces.bookings import own
from crm.workspaces.bookings.links import PURPOSE, person_of
from crm.workspaces.models import BookingSlot, BookingState, Presence
from tests.crm.factories import make_person
from tests.crm.workspaces.places import (
    booked,
    day,
    half,
    month,
    on,
    somebody,
    telecentre,
    whole_day,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices():
    return telecentre()


def token_of(person):
    return links.make(PURPOSE, str(person.pk))


def test_one_notes_ones_own_presence_in_its_hours(offices):
    booking = booked(offices[0], whole_day(1))

    own.note_own_presence(booking.person, "am", on(1))

    row = Presence.objects.get()
    assert (row.date, row.half, row.source, row.site) == (day(1), "am", "self", offices[0].site)


@pytest.mark.parametrize(
    ("number", "hour", "name", "sentence"),
    [
        (1, 7, "am", "se note de"),
        (1, 15, "am", "se note de"),
        (1, 9, "pm", "se note de"),
        (2, 9, "am", "pas de réservation"),
    ],
)
def test_outside_its_hours_a_presence_is_refused_with_them(offices, number, hour, name, sentence):
    booking = booked(offices[0], whole_day(1))

    with pytest.raises(Refused, match=sentence):
        own.note_own_presence(booking.person, name, on(number, hour=hour))
    assert not Presence.objects.exists()


def test_a_request_that_waits_lets_nobody_in(offices):
    booking = booked(offices[0], whole_day(1), confirmed=False)

    with pytest.raises(Refused):
        own.note_own_presence(booking.person, "am", on(1))


def test_half_days_are_given_back_before_they_begin_all_or_none(offices):
    booking = booked(offices[0], month(1, 24, "1am 3am"))
    first, second, *_ = booking.slots.order_by("date")

    with pytest.raises(Refused, match="trop tôt"):
        own.give_back(booking.person, [first.pk, second.pk], on(1, hour=8))
    own.give_back(booking.person, [second.pk], on(1, hour=8))

    assert not BookingSlot.objects.filter(pk=second.pk).exists()
    booking.person.refresh_from_db()
    assert booking.person.last_inbound_at == on(1, hour=8)


def test_all_its_half_days_given_back_cancel_a_booking(offices):
    booking = booked(offices[0], whole_day(1))

    own.give_back(booking.person, booking.slots.values_list("pk", flat=True), on(0, hour=10))

    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED


def test_nobody_gives_back_the_half_days_of_another(offices):
    mine, other = booked(offices[0], half(1)), booked(offices[1], half(1))

    with pytest.raises(Refused, match="plus à vous"):
        own.give_back(mine.person, [mine.slots.get().pk, other.slots.get().pk], on(0))
    assert BookingSlot.objects.count() == 2


def test_the_page_opens_by_its_link_alone_and_is_kept_nowhere(client, offices):
    person = somebody()

    answer = client.get(reverse("my_desk", args=[token_of(person)]))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "Aucune réservation à venir" in answer.content.decode()
    for address in ("my_desk", "my_desk_calendar"):
        assert client.get(reverse(address, args=["jamais"])).status_code == 404


def test_a_post_that_cannot_be_is_told_and_changes_nothing(client, offices):
    token = token_of(somebody())

    for address, typed in [
        ("my_desk_note", {"moment": "am"}),
        ("my_desk_note", {"moment": "nuit"}),
        ("my_desk_give_back", {}),
        ("my_desk_give_back", {"rendre": ["9" * 40, "x", "1"]}),
    ]:
        answer = client.post(reverse(address, args=[token]), typed)
        assert answer.status_code == 409
        assert "Ce n’est pas possible" in answer.content.decode()


def test_the_calendar_holds_the_half_days_at_their_hours(client, offices):
    person = make_person()
    ahead = timezone.localdate() + timedelta(days=10)
    booking = booked(offices[0], half(1), somebody())
    BookingSlot.objects.update(date=ahead)
    booking.person_id = person.pk
    booking.save(update_fields=["person_id"])

    answer = client.get(reverse("my_desk_calendar", args=[token_of(person)]))

    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    start = event.decoded("dtstart")
    assert (start.date(), start.hour, start.tzname() in {"CET", "CEST"}) == (ahead, 8, True)


def test_a_link_of_somebody_forgotten_opens_nothing(offices):
    person = make_person()
    token = token_of(person)
    person.anonymised_at = timezone.now()
    person.save(update_fields=["anonymised_at"])

    assert person_of(token) is None


def test_the_page_costs_the_same_with_more_half_days(offices, django_assert_max_num_queries):
    booking = booked(offices[0], month(0, 90, "1am 1pm 3am 3pm"))

    with django_assert_max_num_queries(5):
        halves = own.halves_of(booking.person, on(0))

    assert len(halves) > 25
