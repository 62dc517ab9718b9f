"""How an appointment went: the four outcomes, what the file keeps of them, who may be put in which file."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from crm.appointments import outcomes
from crm.appointments.models import (
    APPOINTMENT_PATHS,
    AdvisorQuarter,
    Appointment,
    AppointmentParty,
    AppointmentState,
    Place,
)
from crm.appointments.services import join
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.models import Interaction, InteractionKind, Stage
from crm.letters.models import Letter
from tests.crm.desk import journey_of
from tests.crm.factories import UserFactory, make_person

from .given import NOW, a_group, a_reason, at, booked, later, somebody

pytestmark = pytest.mark.django_db

State = AppointmentState
OVER = at(12)


def with_a_file(place=Place.OFFICE, **told):
    person = make_person(at=later(days=-90))
    journey = journey_of(person, at=later(days=-90), **told)
    return booked(place=place, person=person), journey


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (Place.OFFICE, InteractionKind.MEETING),
        (Place.VIDEO, InteractionKind.MEETING),
        (Place.PHONE, InteractionKind.CALL),
        (Place.HOME, InteractionKind.VISIT),
    ],
)
def test_one_that_was_held_is_an_exchange_of_the_journey_and_a_sign_of_life(place, kind):
    party, journey = with_a_file(place)

    outcomes.fill_in(party, State.SEEN, "Cherche une maison.", by=None, at=OVER)

    said = Interaction.objects.get()
    assert (said.kind, said.journey, said.text, said.duration) == (
        kind, journey, "Cherche une maison.", 45,
    )  # fmt: skip
    assert said.at == at(9)
    party.person.refresh_from_db()
    assert party.person.last_inbound_at == at(9)
    assert party.appointment.state == party.state == State.SEEN


def test_a_meeting_that_completes_what_a_stage_asks_makes_the_journey_advance():
    party, journey = with_a_file(project="Traduire", horizon="été")
    type(journey).objects.filter(pk=journey.pk).update(origin="country")

    outcomes.fill_in(party, State.SEEN, by=None, at=OVER)

    journey.refresh_from_db()
    assert journey.stage == Stage.QUALIFIED


def test_an_absence_is_noted_in_words_and_is_no_sign_of_life():
    party, _ = with_a_file()
    party.person.refresh_from_db()
    before = party.person.last_inbound_at

    outcomes.fill_in(party, State.NO_SHOW, "A prévenu après coup.", by=None, at=OVER)

    assert Interaction.objects.get().kind == InteractionKind.NOTE
    party.person.refresh_from_db()
    assert party.person.last_inbound_at == before


def test_nothing_is_filled_in_before_its_hour():
    party, _ = with_a_file()

    with pytest.raises(Refused, match="n’a pas commencé"):
        outcomes.fill_in(party, State.SEEN, by=None, at=at(8, 59))


@pytest.mark.parametrize("end", [state for state in State if not APPOINTMENT_PATHS[state]])
def test_an_outcome_is_said_once(end):
    party, _ = with_a_file()
    AppointmentParty.objects.filter(pk=party.pk).update(state=end, closed_at=NOW)

    with pytest.raises(Refused, match="déjà noté"):
        outcomes.fill_in(party, State.SEEN, by=None, at=OVER)
    assert not Interaction.objects.exists()


def test_a_cancellation_gives_the_hour_back_and_writes_to_the_person():
    reason = a_reason()
    party = booked(reason)

    outcomes.cancel(party.appointment, "Le conseiller est retenu.", by=UserFactory(), at=NOW)

    assert not AdvisorQuarter.objects.exists()
    letter = Letter.objects.get(key=f"rdv-{party.pk}-annule")
    assert "Le conseiller est retenu." in letter.body
    assert booked(reason, email="autre@example.org").appointment.starts_at == at(9)


def test_the_team_says_why_it_cancels():
    party = booked()

    with pytest.raises(Refused, match="pourquoi"):
        outcomes.cancel(party.appointment, " ", by=None, at=NOW)
    with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        Appointment.objects.filter(pk=party.appointment_id).update(
            state=State.BY_SERVICE, closed_at=NOW
        )


def test_a_cancellation_noted_after_its_hour_writes_to_nobody():
    party = booked()

    outcomes.cancel_party(party, by_person=True, note="A appelé la veille.", by=None, at=OVER)

    assert not Letter.objects.filter(key__endswith="-annule").exists()


def test_a_collective_appointment_is_closed_once_it_is_known_of_each_household():
    group = a_group()
    one, two, three = (
        join(group, somebody(email=f"p{number}@example.org"), at=NOW) for number in range(3)
    )
    outcomes.cancel_party(three, by_person=True, at=NOW)

    outcomes.fill_in(one, State.SEEN, by=None, at=at(16))
    group.refresh_from_db()
    assert group.state == State.PLANNED
    outcomes.fill_in(two, State.NO_SHOW, by=None, at=at(16))

    group.refresh_from_db()
    assert group.state == State.SEEN
    assert group.places_held.filter(party__isnull=False).count() == 2


def test_a_collective_appointment_that_is_cancelled_is_told_to_each_household():
    group = a_group()
    for number in range(2):
        join(group, somebody(email=f"p{number}@example.org"), at=NOW)

    outcomes.cancel(group, "Salle inondée.", by=None, at=NOW)

    assert set(group.parties.values_list("state", flat=True)) == {State.BY_SERVICE}
    told = Letter.objects.filter(key__endswith="-annule")
    assert {letter.to for letter in told} == {"p0@example.org", "p1@example.org"}


def test_a_booking_is_put_in_a_file_with_what_was_said_of_it_and_the_file_is_not_rewritten():
    party = booked(first_name="Anaïs", email="anais@example.org")
    outcomes.fill_in(party, State.SEEN, "Vient en mai.", by=None, at=OVER)
    person = make_person(at=later(days=-90))

    outcomes.attach(party, person, by=None, at=later(days=3))

    assert Interaction.objects.get(person=person).text == "Vient en mai."
    assert Letter.objects.filter(person=person).exists()
    person.refresh_from_db()
    assert person.last_inbound_at == at(9)
    assert not person.contact_points.filter(value="anais@example.org").exists()
    with pytest.raises(Refused, match="déjà rattaché"):
        outcomes.attach(party, make_person(), by=None, at=NOW + timedelta(days=4))


def test_each_passage_is_journalled():
    party, _ = with_a_file()
    user = UserFactory()

    outcomes.fill_in(party, State.SEEN, by=user, at=OVER)

    rows = Entry.objects.filter(action=Action.MOVED, object_type__startswith="crm_appointments.")
    assert {(row.actor, row.before, row.after) for row in rows} == {(user, "planned", "seen")}
    assert rows.count() == 2
