"""Activity, settlement and support, acted on from the file."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.journeys import timeline
from crm.people.services import Minor, household_of
from crm.support.models import ActivityCreation, PlanState, Settlement, SettlementState
from crm.support.services import (
    Company,
    intend_settlement,
    move_settlement,
    note_activity,
)
from tests.crm.desk import at_the_desk, colleague, qualified
from tests.crm.factories import make_person, make_territory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def intended(person=None):
    communes = make_territory()
    return intend_settlement(household_of(person or make_person()), communes["dienne"])


def test_from_the_intention_to_the_plan_by_the_screens():
    make_territory()
    journey = qualified()
    person, desk = journey.person, at_the_desk()

    desk.post(
        reverse("crm_settlement_intend", args=[person.pk]),
        {"commune": "15061", "adults": "1", "children": "0", "children_schooled": "0"},
    )
    settlement = Settlement.objects.get()
    journey.refresh_from_db()
    assert journey.stage == "settling"
    desk.post(
        reverse("crm_settlement_move", args=[person.pk, settlement.pk, "moved_in"]),
        {"on": TODAY().isoformat(), "dwelling": "rent"},
    )

    journey.refresh_from_db()
    assert journey.stage == "supported"
    assert person.plans.get().state == PlanState.ACTIVE


def test_a_confirmation_without_a_proof_is_refused_beside_the_field():
    settlement = move_settlement(intended(), SettlementState.MOVED_IN, on=TODAY())
    person = settlement.household.members.get().person

    answer = at_the_desk().post(
        reverse("crm_settlement_move", args=[person.pk, settlement.pk, "confirmed"]), {}
    )

    assert answer.status_code == 422
    with pytest.raises(Refused, match="pièce"):
        move_settlement(settlement, SettlementState.CONFIRMED)


def test_one_settles_in_the_territory_only():
    communes = make_territory()

    with pytest.raises(Refused, match="territoire"):
        intend_settlement(household_of(make_person()), communes["lyon"])


def test_a_household_has_one_settlement_under_way():
    settlement = intended()

    with pytest.raises(Refused, match="en cours"):
        intend_settlement(settlement.household, settlement.commune)


@pytest.mark.parametrize("company", [Company(adults=0), Company(children=1, children_schooled=2)])
def test_who_comes_must_add_up(company):
    communes = make_territory()

    with pytest.raises(Refused, match="nombre"):
        intend_settlement(household_of(make_person()), communes["dienne"], company=company)


def test_nobody_moves_in_tomorrow_nor_leaves_before_arriving():
    settlement = intended()

    with pytest.raises(Refused, match="déjà passée"):
        move_settlement(settlement, SettlementState.MOVED_IN, on=TODAY() + timedelta(days=1))
    move_settlement(settlement, SettlementState.MOVED_IN, on=TODAY())
    with pytest.raises(Refused, match="précède"):
        move_settlement(settlement, SettlementState.DEPARTED, on=TODAY() - timedelta(days=1))


def test_the_number_of_those_who_come_is_proposed_from_the_household():
    make_territory()
    person = make_person()
    household_of(person, adults=[make_person()], minors=[Minor(2018)])

    page = at_the_desk().get(reverse("crm_person", args=[person.pk])).content.decode()

    assert 'name="adults" value="2"' in page
    assert 'name="children" value="1"' in page


def test_an_activity_is_noted_from_the_file_and_told_in_the_timeline():
    person, user = make_person(), colleague()

    at_the_desk(user).post(
        reverse("crm_activity_new", args=[person.pk]),
        {"kind": "creation", "started_on": TODAY().isoformat(), "trade": "Traduction"},
    )

    assert ActivityCreation.objects.get().verified_by == user
    told = {moment.title: moment for moment in timeline.moments(person, user, ["settling"])}
    assert told["Création d’activité"].milestone


def test_an_activity_to_come_or_already_noted_is_refused_with_what_was_typed():
    person = make_person()
    note_activity(person, "creation", TODAY())

    answer = at_the_desk().post(
        reverse("crm_activity_new", args=[person.pk]),
        {"kind": "creation", "started_on": TODAY().isoformat(), "trade": "Traduction"},
    )

    page = answer.content.decode()
    assert "déjà au dossier" in page
    assert 'value="Traduction"' in page
    with pytest.raises(Refused, match="à venir"):
        note_activity(person, "hired", TODAY() + timedelta(days=1))


def test_a_plan_is_paused_and_resumed_from_the_file():
    person = intended().household.members.get().person
    settlement = Settlement.objects.get()
    move_settlement(settlement, SettlementState.MOVED_IN, on=TODAY())
    plan, desk = person.plans.get(), at_the_desk()

    desk.post(
        reverse("crm_plan_change", args=[person.pk, plan.pk, "pause"]), {"reason": "naissance"}
    )
    plan.refresh_from_db()
    assert plan.state == PlanState.PAUSED
    desk.post(reverse("crm_plan_change", args=[person.pk, plan.pk, "resume"]))

    plan.refresh_from_db()
    assert plan.state == PlanState.ACTIVE


def test_a_review_is_held_from_the_file():
    settlement = move_settlement(intended(), SettlementState.MOVED_IN, on=TODAY())
    person = settlement.household.members.get().person
    review = person.plans.get().reviews.first()

    at_the_desk().post(
        reverse("crm_review_hold", args=[person.pk, review.pk]), {"summary": "Trois clients."}
    )

    told = timeline.moments(person, colleague(), ["support"])
    assert "Trois clients." in [moment.text for moment in told]
