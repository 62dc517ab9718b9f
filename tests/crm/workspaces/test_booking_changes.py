"""What becomes of a booking: confirmed, given back, moved, renewed, honoured."""

from datetime import timedelta

import pytest

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.workspaces.bookings.changes import change_space, give_back_half, prolong
from crm.workspaces.bookings.doors import cancel_for, let_go, move_booking
from crm.workspaces.bookings.nightly import end_past_bookings
from crm.workspaces.models import BOOKING_PATHS, Booking, BookingState, HalfDay
from crm.workspaces.services import note_presence
from telecentre.models import Tariff
from tests.crm.workspaces.places import (
    NOW,
    booked,
    came,
    day,
    half,
    meeting_room,
    month,
    on,
    slots,
    telecentre,
    whole_day,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices():
    return telecentre()


@pytest.mark.parametrize("end", [state for state in BookingState if not BOOKING_PATHS[state]])
def test_an_end_has_no_way_out(offices, end):
    booking = booked(offices[0], half(1))
    Booking.objects.filter(pk=booking.pk).update(
        state=end,
        **({"cancelled_on": day(1), "cancel_reason": "x"} if end == "cancelled" else {}),
    )

    for state in BookingState:
        with pytest.raises(Refused):
            move_booking(booking, state, reason="x", at=NOW)


def test_cancelling_keeps_the_past_and_frees_the_rest(offices):
    booking = booked(offices[0], month(0, 24, "1am"))

    cancel_for(booking, "Changement de projet.", since=day(10), by=None, at=on(9))

    booking.refresh_from_db()
    assert slots(booking) == [(day(1), "am"), (day(8), "am")]
    assert (booking.state, booking.cancelled_on) == ("cancelled", day(10))
    assert booking.price_cents == 2000
    assert booked(offices[0], half(15), at=on(10))


def test_a_cancellation_is_motivated_and_never_in_the_past(offices):
    booking = booked(offices[0], half(1))

    for reason, since, sentence in [
        (" ", None, "motif"),
        ("x", day(-1), "passées"),
        ("x", day(2), "finie"),
    ]:
        with pytest.raises(Refused, match=sentence):
            move_booking(booking, BookingState.CANCELLED, reason=reason, since=since, at=NOW)


def test_a_request_holds_its_half_days_until_it_is_decided(offices):
    asked = booked(offices[0], half(1), confirmed=False)

    with pytest.raises(Refused, match="est pris"):
        booked(offices[0], half(1))
    move_booking(asked, BookingState.CANCELLED, reason="Sans suite.", at=NOW)

    assert booked(offices[0], half(1)).confirmed_at == NOW


def test_another_space_takes_what_is_left(offices):
    booking = booked(offices[0], month(0, 24, "1am"))

    moved = change_space(booking, offices[1], at=on(9))

    held = list(booking.slots.order_by("date").values_list("space__label", flat=True))
    assert held == ["Bureau 1", "Bureau 1", "Bureau 2", "Bureau 2"]
    assert moved.space == offices[1]


def test_a_move_that_meets_a_taken_slot_moves_nothing(offices):
    booking = booked(offices[0], month(0, 24, "1am"))
    booked(offices[1], half(22))

    with pytest.raises(Refused, match="Bureau 2 est pris"):
        change_space(booking, offices[1], at=on(9))
    assert set(booking.slots.values_list("space", flat=True)) == {offices[0].pk}


def test_one_half_day_is_given_back_and_the_last_one_cancels(offices):
    booking = booked(offices[0], whole_day(1))

    give_back_half(booking, day(1), "am", at=NOW)
    booking.refresh_from_db()
    assert (slots(booking), booking.price_cents) == ([(day(1), "pm")], 1000)

    give_back_half(booking, day(1), "pm", at=NOW)
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED


def test_a_month_is_renewed_whole_or_not_at_all(offices):
    booking = booked(offices[0], month(0, 24, "1am"))
    other = booked(offices[0], half(36))

    with pytest.raises(Refused, match="est pris"):
        prolong(booking, day(45), at=on(20))
    move_booking(other, BookingState.CANCELLED, reason="x", at=on(20))
    prolong(booking, day(45), at=on(20))

    booking.refresh_from_db()
    assert booking.ends_on == day(45)
    assert slots(booking)[-1] == (day(43), "am")


def test_the_night_tells_who_came_from_who_did_not(offices):
    here, away = booked(offices[0], half(1)), booked(offices[1], half(1))
    room = booked(meeting_room(offices[0].site), half(1))
    waiting = booked(offices[0], half(2), confirmed=False)
    came(here.person, offices[0].site, 1)

    for _ in range(2):
        end_past_bookings(on(3))

    states = dict(Booking.objects.values_list("pk", "state"))
    assert [states[row.pk] for row in (here, away, room, waiting)] == [
        "used", "no_show", "used", "cancelled",
    ]  # fmt: skip
    assert Entry.objects.filter(action=Action.MOVED, after="no_show").count() == 1


def test_a_presence_noted_late_honours_the_booking(offices):
    booking = booked(offices[0], half(1))
    end_past_bookings(on(2))

    note_presence(booking.person, offices[0].site, day(1), HalfDay.MORNING, at=on(2))

    booking.refresh_from_db()
    assert booking.state == BookingState.USED


def test_today_is_not_over_yet(offices):
    booking = booked(offices[0], half(0))

    end_past_bookings(NOW + timedelta(hours=10))

    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED


def test_a_tariff_that_is_gone_hinders_no_cancellation(offices):
    booking = booked(offices[0], month(0, 24, "1am"))
    Tariff.objects.all().delete()

    cancel_for(booking, "Départ.", since=day(10), by=None, at=on(9))

    booking.refresh_from_db()
    assert (booking.state, booking.price_cents) == (BookingState.CANCELLED, 4000)


def test_a_file_that_is_let_go_holds_nothing_to_come(offices):
    booking = booked(offices[0], month(0, 24, "1am"))

    let_go([booking.person_id], "Dossier anonymisé.", by=None, at=on(9))

    booking.refresh_from_db()
    assert (booking.state, len(slots(booking))) == (BookingState.CANCELLED, 2)
