"""Settlements put right: corrected, undone, proved by a paper, left; and counted once whatever households become."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.people.homes import join_household, leave_household
from crm.people.models import HouseholdMember
from crm.people.services import household_of
from crm.support.models import PlanState, Settlement, SettlementState
from crm.support.services import Company, intend_settlement
from crm.support.settled_table import by_commune, total
from crm.support.settling import correct, settle_as
from tests.crm.desk import at_the_desk, colleague, qualified
from tests.crm.factories import make_person, make_territory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def moved_in(person=None, on=None, **who):
    communes = make_territory()
    home = household_of(person or make_person())
    row = intend_settlement(home, communes["dienne"], company=Company(**who))
    return settle_as(row, SettlementState.MOVED_IN, on=on or TODAY(), by=None)


def test_a_correction_is_motivated_and_journalled_without_its_values():
    row, communes = moved_in(), make_territory()
    with pytest.raises(Refused, match="pourquoi"):
        correct(row, {"adults": 2}, " ", by=None)

    changed = correct(row, {"adults": 2, "commune": communes["murat"]}, "Mal lu.", by=None)

    entry = Entry.objects.about(row).filter(action=Action.CHANGED).get()
    assert changed == entry.fields == ["adults", "commune"]
    assert entry.reason == "Mal lu."
    assert row.commune == communes["murat"]


@pytest.mark.parametrize(
    "told",
    [
        {"adults": 0}, {"children_schooled": 3}, {"move_in_on": None}, {"departed_on": date(2011, 1, 1)},
        {"move_in_on": date(9999, 1, 1)}, {},
    ],
)  # fmt: skip
def test_a_correction_that_makes_no_sense_changes_nothing(told):
    row = moved_in()
    with pytest.raises(Refused):
        correct(row, told, "Mal lu.", by=None)
    assert Settlement.objects.get() == row


def test_a_commune_of_elsewhere_is_refused():
    with pytest.raises(Refused, match="territoire"):
        correct(moved_in(), {"commune": make_territory()["lyon"]}, "Mal lu.", by=None)


def test_a_mistaken_move_is_undone_with_its_plan_and_its_stage():
    journey = qualified()
    row = moved_in(journey.person)
    journey.refresh_from_db()
    assert journey.stage == "supported"
    with pytest.raises(Refused, match="pourquoi"):
        settle_as(row, SettlementState.INTENDED, by=None)

    settle_as(row, SettlementState.INTENDED, reason="Bail annulé.", by=None)

    journey.refresh_from_db()
    row.refresh_from_db()
    assert (row.state, row.move_in_on, journey.stage) == ("intended", None, "settling")
    assert journey.person.plans.get().state == PlanState.ENDED_EARLY


def test_what_is_proved_is_not_undone():
    row = settle_as(moved_in(), SettlementState.CONFIRMED, proof="Bail", by=None)
    with pytest.raises(Refused):
        settle_as(row, SettlementState.INTENDED, reason="Erreur.", by=None)


def test_a_proof_may_be_kept_among_the_papers():
    row = moved_in()
    pdf = ContentFile(b"%PDF-1.4\n%%EOF\n", name="bail.pdf")

    row = settle_as(row, SettlementState.CONFIRMED, proof="Bail", upload=pdf, by=None)

    assert row.proof_paper.title == "Bail"
    assert row.proof_paper.person == row.household.members.get().person


@pytest.mark.parametrize(("end_plan", "state"), [(True, "ended_early"), (False, "active")])
def test_a_departure_says_whether_support_ends_with_it(end_plan, state):
    row = moved_in()
    person = row.household.members.get().person

    settle_as(
        row,
        SettlementState.DEPARTED,
        on=TODAY(),
        reason="Un emploi à Lyon.",
        end_plan=end_plan,
        by=None,
    )

    assert person.plans.get().state == state


def test_the_desk_corrects_and_shows_the_table():
    row = moved_in(adults=2, children=1)
    person = row.household.members.get().person
    desk = at_the_desk(colleague("Responsables"))

    bad = desk.post(
        reverse("crm_settlement_correct", args=[person.pk, row.pk]),
        {
            "commune": "15061",
            "move_in_on": "9999-12-31",
            "adults": "99999",
            "children": "0",
            "reason": "",
        },
    )
    good = desk.post(
        reverse("crm_settlement_correct", args=[person.pk, row.pk]),
        {
            "commune": "15138", "move_in_on": TODAY().isoformat(), "dwelling": "", "adults": "2",
            "children": "1", "children_schooled": "1", "reason": "Mal lu.",
        },
    )  # fmt: skip
    page = desk.get(reverse("crm_settlements")).content.decode()

    assert (bad.status_code, good.status_code) == (422, 302)
    assert "1 foyer, 3 personnes, dont 1 enfant" in page
    sheet = desk.get(reverse("crm_settlements_csv")).content.decode("utf-8-sig")
    assert "Murat;1;2;1;1;0" in sheet


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(["split", "join", "settle"]), max_size=6))
def test_a_family_counts_once_whatever_its_households_become(acts):
    """Two adults come together: they part, settle apart, live together again, and are one arrival."""
    before = total(by_commune(TODAY().year)).households
    first, second = make_person(), make_person()
    row = moved_in(first)
    join_household(first, second, by=None)
    for act in acts:
        home = household_of(first)
        member = HouseholdMember.objects.filter(person=second, ends_on__isnull=True).first()
        together = member is not None and member.household_id == home.pk
        if act == "split" and together:
            leave_household(member, by=None)
        elif act == "join" and not together:
            join_household(first, second, moving=True, by=None)
        elif act == "settle" and not together:
            own = household_of(second)
            if not Settlement.objects.filter(household=own, departed_on__isnull=True).exists():
                moved_in(second, on=TODAY() - timedelta(days=0))

    assert total(by_commune(TODAY().year)).households == before + 1
    assert row.state == SettlementState.MOVED_IN
