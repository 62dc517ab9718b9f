"""The one door between the states of an enrolment."""

from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from crm.applications.models import ENROLMENT_PATHS, Enrolment, EnrolmentState
from crm.applications.services import move_enrolment
from crm.journal.models import Entry
from crm.journal.refusal import Refused
from crm.journeys.models import Stage
from crm.support.models import PlanState, SupportPlan
from tests.crm.applications.lives import DECIDED, STARTS, confirmed, noon, offered
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db

State = EnrolmentState
# How one comes to each state from the offer.
STEPS = {
    State.OFFERED: [],
    State.CONFIRMED: [State.CONFIRMED],
    State.STARTED: [State.CONFIRMED, State.STARTED],
    State.COMPLETED: [State.CONFIRMED, State.STARTED, State.COMPLETED],
    State.ABANDONED: [State.CONFIRMED, State.STARTED, State.ABANDONED],
    State.DECLINED: [State.DECLINED],
    State.EXPIRED: [State.EXPIRED],
    State.WITHDRAWN: [State.WITHDRAWN],
}
SEATED = {State.OFFERED, State.CONFIRMED, State.STARTED, State.COMPLETED}


def brought_to(state):
    enrolment = offered()
    for step in STEPS[state]:
        move_enrolment(enrolment, step, at=noon(STARTS))
    return enrolment


def test_the_steps_walk_every_path_but_the_second_offer():
    walked = {(a, b) for steps in STEPS.values() for a, b in pairwise([State.OFFERED, *steps])}
    table = {(before, after) for before in State for after in ENROLMENT_PATHS[before]}

    assert table - walked == {
        (State.CONFIRMED, State.WITHDRAWN),
        (State.WITHDRAWN, State.OFFERED),
        (State.STARTED, State.CONFIRMED),
    }


@pytest.mark.parametrize("state", State)
def test_a_seat_is_held_from_the_offer_to_the_end(state):
    enrolment = brought_to(state)

    assert enrolment.state == state
    assert (enrolment.seat is not None) == (state in SEATED)


@pytest.mark.parametrize(
    ("before", "after"),
    [(a, b) for a in State for b in State if b not in ENROLMENT_PATHS[a]],
)
def test_every_other_path_is_refused_in_french(before, after):
    enrolment = brought_to(before)
    written = Entry.objects.count()

    with pytest.raises(Refused, match="ne devient pas"):
        move_enrolment(enrolment, after, at=noon(STARTS))

    assert Entry.objects.count() == written


def test_a_confirmed_place_can_still_be_given_back():
    enrolment = confirmed()

    move_enrolment(enrolment, State.WITHDRAWN, reason="A trouvé un emploi.", at=DECIDED)

    assert (enrolment.seat, enrolment.application.state) == (None, "withdrawn")


def test_a_move_is_one_line_of_the_journal():
    enrolment, agent = offered(), UserFactory()

    move_enrolment(enrolment, State.CONFIRMED, by=agent, at=DECIDED)

    entry = Entry.objects.about(enrolment).moves().get()
    assert (entry.before, entry.after, entry.actor, entry.at) == (
        "offered", "confirmed", agent, DECIDED,
    )  # fmt: skip


def test_confirming_makes_a_trainee_of_the_applicant():
    enrolment = confirmed()

    assert enrolment.application.journey.stage == Stage.TRAINEE
    assert enrolment.confirmed_at is not None


def test_completing_opens_the_support_plan_and_moves_the_journey():
    enrolment = brought_to(State.COMPLETED)

    plan = SupportPlan.objects.get(person=enrolment.application.person)
    assert (plan.state, plan.starts_on) == (PlanState.ACTIVE, STARTS)
    assert enrolment.application.journey.stage == Stage.SUPPORTED
    assert enrolment.ended_on == STARTS


def test_an_interruption_opens_no_plan():
    enrolment = brought_to(State.ABANDONED)

    assert not SupportPlan.objects.filter(person=enrolment.application.person).exists()


@pytest.mark.parametrize(
    "wrong",
    [{"seat": None}, {"state": "declined"}, {"state": "completed"}, {"ended_on": STARTS}],
)
def test_the_database_ties_the_seat_and_the_end_to_the_state(wrong):
    enrolment = offered()

    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=enrolment.pk).update(**wrong)


def test_two_enrolments_never_hold_one_seat():
    enrolment = offered()
    other = offered(enrolment.roster.session)

    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=other.pk).update(seat=enrolment.seat)
