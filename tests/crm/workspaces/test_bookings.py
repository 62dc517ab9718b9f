"""Bookings taken whole, given back, moved: each rule and its sentence."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.workspaces.bookings.asking import Asked
from crm.workspaces.models import Booking, BookingSlot, BookingState
from telecentre.models import Closure, SpaceKind, Tariff
from tests.crm.workspaces.places import (
    DAY,
    MONTH,
    NOW,
    WEEK,
    booked,
    day,
    half,
    meeting_room,
    month,
    slots,
    somebody,
    telecentre,
    week,
    whole_day,
)
from tests.telecentre.factories import HoursFactory, SpaceFactory

pytestmark = pytest.mark.django_db

EASTER_MONDAY = date(2011, 4, 25)


@pytest.fixture
def offices():
    return telecentre()


def test_a_half_day_takes_one_slot_at_its_price_and_is_told_by_letter(offices):
    person = somebody()

    booking = booked(offices[0], half(1), person)

    assert slots(booking) == [(day(1), "am")]
    assert (booking.state, booking.price_cents) == (BookingState.CONFIRMED, 1000)
    letter = Letter.objects.get(person=person)
    assert "le mardi 8\u00a0mars\u00a02011, matin".replace(" 8", "\u00a08") in letter.body
    assert letter.link_purpose == "mon-bureau"


def test_a_booking_is_a_sign_of_life(offices):
    person = somebody()

    booked(offices[0], half(1), person)

    person.refresh_from_db()
    assert person.last_inbound_at == NOW


def test_a_week_that_meets_one_taken_slot_takes_none_and_says_which_and_where_instead(offices):
    booked(offices[0], half(2, "pm"))

    with pytest.raises(Refused) as refusal:
        booked(offices[0], week(0))

    told = str(refusal.value).replace("\u00a0", " ")
    assert "Bureau 1 est pris le mercredi 9 mars, après-midi." in told
    assert "Libre pour le tout : Bureau 2." in told
    assert BookingSlot.objects.count() == Booking.objects.count() == 1


def test_nothing_alike_left_is_said(offices):
    for office in offices:
        booked(office, whole_day(1))

    with pytest.raises(Refused, match="Aucun autre espace semblable"):
        booked(offices[1], half(1))


def test_a_month_takes_its_weekdays_and_skips_what_is_shut(offices):
    Closure.objects.create(site=offices[0].site, starts_on=day(8), ends_on=day(8))

    booking = booked(offices[0], month(0, 24, "1am 3pm"))

    assert slots(booking) == [
        (day(1), "am"), (day(3), "pm"), (day(10), "pm"), (day(15), "am"), (day(17), "pm"),
        (day(22), "am"), (day(24), "pm"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (half(-3), "au plus tôt"),
        (whole_day(500), "au plus tard"),
        (Asked(DAY, day(2), day(1)), "précède"),
        (Asked(MONTH, day(0), day(24), "0am 1am 2am"), "un à deux jours"),
        (Asked(MONTH, day(0), day(24)), "quelles demi-journées"),
        (Asked(MONTH, day(0), day(24), "9am"), "ne se comprennent pas"),
        (Asked(WEEK, day(0), day(4), "0am"), "chaque demi-journée"),
        (whole_day(5), "est fermé le samedi"),
        (Asked(DAY, EASTER_MONDAY, EASTER_MONDAY), "jour férié"),
        (Asked(DAY, date(9999, 12, 30), date(9999, 12, 31)), "au plus tard"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(offices, asked, sentence):
    with pytest.raises(Refused, match=sentence):
        booked(offices[0], asked)
    assert not Booking.objects.exists()


def test_a_closed_half_day_of_an_open_day_is_no_part_of_the_day(offices):
    HoursFactory(site=offices[0].site)

    assert slots(booked(offices[0], whole_day(0))) == [(day(0), "am")]
    with pytest.raises(Refused, match="est fermé"):
        booked(offices[1], half(0, "pm"))


def test_a_space_is_booked_within_its_validity(offices):
    last = SpaceFactory(site=offices[0].site, label="Bureau 9", valid_to=day(3))

    assert booked(last, half(2))
    with pytest.raises(Refused, match="jusqu’au"):
        booked(last, week(0))
    with pytest.raises(Refused, match="pas en service"):
        booked(SpaceFactory(site=last.site, valid_from=day(9)), half(4))


def test_one_person_sits_in_one_office_and_meets_in_a_room(offices):
    person = somebody()
    booked(offices[0], whole_day(1), person)

    with pytest.raises(Refused, match="a déjà Bureau 1"):
        booked(offices[1], half(1), person)
    room = booked(meeting_room(offices[0].site), half(1), person)

    assert room.price_cents == 0


def test_the_training_room_is_not_booked_here(offices):
    room = SpaceFactory(site=offices[0].site, kind=SpaceKind.TRAINING)

    with pytest.raises(Refused, match="aux formations"):
        booked(room, half(1))


def test_no_tariff_is_said_before_anything_is_written(offices):
    Tariff.objects.all().delete()

    with pytest.raises(Refused, match="Aucun tarif"):
        booked(offices[0], half(1))
    assert not Booking.objects.exists()


def test_the_database_refuses_a_space_taken_twice(offices):
    first, second = booked(offices[0], half(1)), booked(offices[1], half(1))

    with pytest.raises(IntegrityError), transaction.atomic():
        BookingSlot.objects.create(booking=second, space=offices[0], date=day(1), half="am")
    assert first.slots.count() == 1
