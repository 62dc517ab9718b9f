"""Two years of support: one live plan, its end counted with pauses and the extension."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from crm.journal.refusal import Refused
from crm.journeys.models import Stage
from crm.registers.calendar import add_months
from crm.support.jobs import end_due_plans
from crm.support.models import PlanBasis, PlanState, SupportPlan
from crm.support.plans import move_plan, open_plan
from crm.support.reviews import hold_review
from tests.crm.desk import qualified
from tests.crm.support.factories import START, on, plan_of

pytestmark = pytest.mark.django_db


def test_a_plan_lasts_twenty_four_months_with_its_reviews():
    plan = plan_of()

    assert plan.ends_on == date(2011, 2, 2)
    assert [row.due_on for row in plan.reviews.all()] == [
        date(2009, 5, 2), date(2009, 8, 2), date(2010, 2, 2), date(2010, 8, 2), date(2011, 2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [(date(2009, 1, 31), 1, date(2009, 2, 28)), (date(2008, 2, 29), 24, date(2010, 2, 28)),
     (date(2009, 12, 15), 2, date(2010, 2, 15))],
)  # fmt: skip
def test_months_end_on_a_day_that_exists(day, months, end):
    assert add_months(day, months) == end


def test_a_person_has_one_live_plan():
    plan = plan_of()

    assert open_plan(plan.person, PlanBasis.SETTLED, START) == plan
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportPlan.objects.create(
            person=plan.person, basis="settled", starts_on=START, months=24, ends_on=plan.ends_on
        )


def test_a_pause_lengthens_the_plan_by_its_days():
    plan = plan_of()
    paused = move_plan(plan, PlanState.PAUSED, reason="naissance", at=on(date(2009, 6, 1)))

    resumed = move_plan(paused, PlanState.ACTIVE, at=on(date(2009, 7, 1)))

    assert resumed.ends_on == date(2011, 2, 2) + timedelta(days=30)


def test_two_pauses_add_up():
    plan = plan_of()
    for month in (6, 9):
        move_plan(plan, PlanState.PAUSED, reason="naissance", at=on(date(2009, month, 1)))
        plan = move_plan(plan, PlanState.ACTIVE, at=on(date(2009, month, 11)))

    assert plan.ends_on == date(2011, 2, 2) + timedelta(days=20)


def ended(plan):
    return move_plan(plan, PlanState.ENDED, at=on(plan.ends_on))


def test_an_ended_plan_is_extended_once():
    plan = ended(plan_of())

    longer = move_plan(plan, PlanState.EXTENDED, reason="projet", months=6, at=on(plan.ends_on))

    assert (longer.state, longer.ends_on, longer.ended_on) == ("extended", date(2011, 8, 2), None)
    with pytest.raises(Refused, match="une fois"):
        move_plan(ended(longer), PlanState.EXTENDED, reason="encore", months=6)


def test_an_extended_plan_is_still_extended_after_a_pause():
    plan = ended(plan_of())
    plan = move_plan(plan, PlanState.EXTENDED, reason="projet", months=6, at=on(plan.ends_on))
    plan = move_plan(plan, PlanState.PAUSED, reason="naissance", at=on(date(2011, 3, 1)))

    plan = move_plan(plan, PlanState.ACTIVE, at=on(date(2011, 3, 11)))

    assert (plan.state, plan.ends_on) == ("extended", date(2011, 8, 12))


@pytest.mark.parametrize("months", [0, 25])
def test_an_extension_lasts_from_one_to_twenty_four_months(months):
    with pytest.raises(Refused, match="1 à 24"):
        move_plan(ended(plan_of()), PlanState.EXTENDED, reason="projet", months=months)


def test_a_plan_is_not_extended_beside_another():
    plan = ended(plan_of())
    open_plan(plan.person, PlanBasis.SETTLED, date(2011, 3, 1))

    with pytest.raises(Refused, match="déjà accompagnée"):
        move_plan(plan, PlanState.EXTENDED, reason="projet", months=6)


def test_a_plan_does_not_end_before_its_term_but_early():
    plan = plan_of()

    with pytest.raises(Refused, match="arrêt avant terme"):
        move_plan(plan, PlanState.ENDED, at=on(date(2010, 1, 1)))
    early = move_plan(plan, PlanState.ENDED_EARLY, reason="départ", at=on(date(2010, 1, 1)))

    assert (early.ended_on, early.end_reason) == (date(2010, 1, 1), "départ")


@pytest.mark.parametrize("paused", [False, True])
def test_ending_early_needs_a_reason_paused_or_not(paused):
    plan = plan_of()
    if paused:
        plan = move_plan(plan, PlanState.PAUSED, reason="naissance", at=on(date(2009, 6, 1)))

    with pytest.raises(Refused, match="motif"):
        move_plan(plan, PlanState.ENDED_EARLY, at=on(date(2009, 7, 1)))


def test_an_early_end_noted_by_mistake_is_taken_back_with_a_reason():
    plan = move_plan(plan_of(), PlanState.ENDED_EARLY, reason="départ", at=on(date(2010, 1, 1)))

    with pytest.raises(Refused, match="motif"):
        move_plan(plan, PlanState.ACTIVE, at=on(date(2010, 1, 8)))
    again = move_plan(plan, PlanState.ACTIVE, reason="erreur", at=on(date(2010, 1, 8)))

    assert (again.state, again.ended_on, again.end_reason) == ("active", None, "")


def test_an_early_end_is_not_taken_back_after_the_term():
    plan = move_plan(plan_of(), PlanState.ENDED_EARLY, reason="départ", at=on(date(2010, 1, 1)))

    with pytest.raises(Refused, match="terme"):
        move_plan(plan, PlanState.ACTIVE, reason="erreur", at=on(date(2011, 3, 1)))


def test_plans_whose_term_has_come_end_by_themselves_and_once():
    plan = plan_of()

    assert end_due_plans(on(date(2011, 2, 1))) == 0
    assert end_due_plans(on(date(2011, 2, 2))) == 1
    assert end_due_plans(on(date(2011, 2, 3))) == 0
    plan.refresh_from_db()
    assert plan.state == PlanState.ENDED


def test_the_journey_follows_its_plan():
    journey = qualified(at=on(START))

    plan = plan_of(journey.person)
    journey.refresh_from_db()
    assert journey.stage == Stage.SUPPORTED
    ended(plan)

    journey.refresh_from_db()
    assert (journey.stage, journey.closed_at is not None) == (Stage.COMPLETED, True)


def test_a_review_that_was_held_has_its_summary():
    review = plan_of().reviews.first()

    with pytest.raises(Refused):
        hold_review(review, " ", by=None)
    held = hold_review(review, "Trois clients.", by=None)

    assert held.held_at is not None
    with pytest.raises(Refused, match="déjà"):
        hold_review(review, "Encore.", by=None)
