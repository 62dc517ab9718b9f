"""Booked, joined, moved: who gets the hour, whose file it is, what is written."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from crm.appointments.diary import Taken
from crm.appointments.models import (
    AdvisorQuarter,
    Appointment,
    AppointmentParty,
    BookedThrough,
    Place,
)
from crm.appointments.moving import reschedule
from crm.appointments.openings import be_away
from crm.appointments.services import book, join
from crm.appointments.slots import Search
from crm.appointments.wishes import Wish, by_hand
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.people.models import Person
from tests.crm.desk import journey_of
from tests.crm.factories import UserFactory, make_person

from .given import NOW, a_group, a_reason, at, booked, later, receives, somebody

pytestmark = pytest.mark.django_db


def known(**told):
    return make_person(
        first_name="Élise", last_name="Chambon", email="elise.chambon@example.org", **told
    )


def test_an_appointment_takes_the_quarters_of_its_advisor():
    party = booked(a_reason(minutes=45))

    taken = AdvisorQuarter.objects.filter(appointment=party.appointment)
    assert [row.at for row in taken] == [at(9), at(9, 15), at(9, 30)]
    with pytest.raises(IntegrityError), transaction.atomic():
        AdvisorQuarter.objects.create(
            advisor=party.appointment.advisor, at=at(9, 15), appointment=party.appointment
        )


def test_the_same_hour_goes_to_one_and_the_other_reads_a_sentence():
    reason = a_reason()
    booked(reason)

    with pytest.raises(Taken, match="n’est plus libre"):
        booked(reason, email="autre@example.org")
    assert Appointment.objects.count() == 1


def test_two_advisors_receive_two_people_at_the_same_hour():
    reason = a_reason()
    users = {receives(reason), receives(reason)}

    rows = [booked(reason, email=f"p{number}@example.org") for number in range(2)]

    assert {row.appointment.advisor for row in rows} == users


def test_the_same_form_sent_twice_is_one_booking():
    reason = a_reason()
    receives(reason)
    guest, wish = somebody(), Wish(Search(reason, Place.OFFICE), at(9))

    assert book(wish, guest, at=NOW) == book(wish, guest, at=NOW)
    assert AppointmentParty.objects.count() == Letter.objects.count() == 1


def test_a_sure_match_files_it_on_the_open_journey_and_its_referent_comes_first():
    reason = a_reason()
    receives(reason)
    owner = receives(reason)
    person = known(at=later(days=-90))
    journey = journey_of(person, owner=owner, at=later(days=-90))

    party = booked(reason)

    assert (party.person, party.journey, party.appointment.advisor) == (person, journey, owner)
    person.refresh_from_db()
    assert person.last_inbound_at == NOW


@pytest.mark.parametrize("told", [{"first_name": "Paul"}, {"email": "", "phone": "06 39 98 01 42"}])
def test_an_unsure_match_is_left_to_a_human_and_no_file_is_opened(told):
    known()

    party = booked(**told)

    assert party.person is None
    assert Person.objects.count() == 1


def test_a_booking_by_the_team_is_no_sign_of_life():
    person = known(at=later(days=-90))
    before = person.last_inbound_at

    booked(through=BookedThrough.DESK, person=person)

    person.refresh_from_db()
    assert person.last_inbound_at == before


def test_the_confirmation_tells_when_where_and_carries_its_link():
    booked(
        a_reason(label="Parler du logement", to_bring="Un plan\nUne idée"),
        place=Place.PHONE,
        phone="0639980142",
    )

    letter = Letter.objects.get()
    assert letter.to == "elise.chambon@example.org"
    assert "mardi 3 mars 2026 à 9 h" in letter.subject.replace("\xa0", " ")
    for words in ["Parler du logement", "06 39 98 01 42", "- Une idée", "/rendez-vous/{jeton}/"]:
        assert words in letter.body
    assert "Chambon" not in letter.body


def test_an_advisor_away_receives_nobody_and_a_hand_written_hour_is_free_of_ranges():
    reason, user = a_reason(), UserFactory()
    be_away(user, at(9), at(12), by=None)
    search = Search(reason, Place.HOME, [user.pk])

    with pytest.raises(Taken):
        book(Wish(search, at(10), by_hand(user, at(10), 45)), somebody(), at=NOW)
    party = book(Wish(search, at(18), by_hand(user, at(18), 45)), somebody(), at=NOW)

    assert party.appointment.starts_at == at(18)


def test_an_hour_off_the_quarter_is_refused():
    user = UserFactory()

    wish = Wish(Search(a_reason(), Place.OFFICE), at(9, 5), by_hand(user, at(9, 5), 45))
    with pytest.raises(Refused, match="au quart"):
        book(wish, somebody(), at=NOW)
    assert not Appointment.objects.exists()


def test_a_moved_appointment_stays_the_same_row_and_gives_its_hour_back():
    reason = a_reason()
    party = booked(reason)
    appointment = party.appointment

    reschedule(appointment, Wish(Search(reason, Place.OFFICE), at(10, 30)), at=NOW)

    assert appointment.starts_at == at(10, 30)
    assert [move.was_at for move in appointment.moves.all()] == [at(9)]
    assert booked(reason, email="autre@example.org").appointment.starts_at == at(9)
    moved = Letter.objects.get(key=f"rdv-{party.pk}-deplace-1")
    assert "mardi 3 mars 2026 à 10 h 30" in moved.subject.replace("\xa0", " ")


def test_a_move_to_an_hour_that_is_taken_changes_nothing():
    reason = a_reason()
    party = booked(reason)
    booked(reason, at(9, 45), email="autre@example.org")

    with pytest.raises(Taken):
        reschedule(party.appointment, Wish(Search(reason, Place.OFFICE), at(9, 45)), at=NOW)

    party.appointment.refresh_from_db()
    assert party.appointment.starts_at == at(9)
    assert party.appointment.quarters.count() == 3


def test_households_hold_the_seats_of_a_collective_appointment_and_no_more():
    group = a_group(seats=2)

    for number in range(2):
        join(group, somebody(email=f"p{number}@example.org", adults=2, children=3), at=NOW)
    with pytest.raises(Taken, match="complet"):
        join(group, somebody(email="p3@example.org"), at=NOW)

    assert group.parties.count() == group.places_held.filter(party__isnull=False).count() == 2


def test_a_household_joins_once_and_nobody_joins_what_has_begun():
    group = a_group()
    person = known()
    join(group, somebody(person=person), at=NOW)

    with pytest.raises(Refused, match="déjà inscrit"):
        join(group, somebody(person=person), at=NOW)
    with pytest.raises(Taken, match="plus s’inscrire"):
        join(group, somebody(email="p3@example.org"), at=group.starts_at + timedelta(minutes=1))
