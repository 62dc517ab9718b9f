"""The needs of a household, in the file of its adults and in the day of those who look after them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journeys import timeline
from crm.journeys.day import blocks
from crm.needs.admin import NeedRegister
from crm.needs.models import Need, NeedState
from crm.needs.services import move_need
from crm.people.models import HouseholdMember, Person
from crm.people.services import Minor, current_membership, household_of
from crm.support.models import SettlementState
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.needs.factories import moved_in, needing
from tests.crm.registers.readers import url

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def person_of(need):
    return Person.objects.get(pk=need.about_person)


def post(person, name, data, *args, user=None):
    return at_the_desk(user).post(reverse(name, args=[person.pk, *args]), data)


@pytest.mark.django_db
def test_a_need_is_noted_from_the_file_for_a_child_and_met_in_one_click():
    person, user = make_person(), colleague()
    household_of(person, minors=[Minor(2018, "CE1")])
    child = HouseholdMember.objects.get(person=None)

    post(person, "crm_need_new", {
        "kind": "school", "member": child.pk, "text": "Une place en CE1", "owner": user.pk,
        "due_on": TODAY.isoformat(),
    }, user=user)  # fmt: skip
    need = Need.objects.get()
    assert (need.member, need.owner, need.since) == (child, user, TODAY)

    post(person, "crm_need_move", {"state": "met"}, need.pk)
    need.refresh_from_db()
    assert (need.state, need.closed_on) == (NeedState.MET, TODAY)


@pytest.mark.django_db
def test_somebody_without_a_household_gets_one_with_the_first_need():
    person = make_person()

    post(person, "crm_need_new", {"kind": "housing", "text": "Une maison avec un bureau"})

    assert Need.objects.of_the_household_of(person).get().for_whom == "tout le foyer"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bad",
    [
        {"text": ""},
        {"kind": "fusée"},
        {"member": "99999999999999999999999"},
        {"owner": "abc"},
        {"due_on": "bientôt"},
        {"since": "2999-01-01"},
        {"text": "x" * 501},
    ],
)
def test_a_bad_need_says_why_and_loses_nothing(bad):
    typed = {"kind": "housing", "text": "Une maison", "due_on": ""} | bad

    answer = post(make_person(), "crm_need_new", typed)

    assert answer.status_code == 422
    assert 'id="need-text"' in answer.content.decode()
    assert not Need.objects.exists()


@pytest.mark.django_db
def test_an_empty_post_is_no_error_of_the_server():
    need = needing()
    person = person_of(need)

    for name in ("crm_need_change", "crm_need_move"):
        assert post(person, name, {}, need.pk).status_code == 422


@pytest.mark.django_db
def test_a_need_that_speaks_of_health_warns_first():
    person = make_person()
    typed = {"kind": "other", "text": "Un médecin pour son cancer"}

    assert post(person, "crm_need_new", typed).status_code == 422
    assert post(person, "crm_need_new", typed | {"careful": "on"}).status_code == 302


@pytest.mark.django_db
def test_the_need_of_another_household_is_not_found():
    need = needing()

    for name in ("crm_need_change", "crm_need_move"):
        assert post(make_person(), name, {"state": "met"}, need.pk).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("group", ["Formateurs", "Accueil du télécentre", "Élus"])
def test_those_who_follow_nobody_move_no_need(group):
    need = needing()

    post(person_of(need), "crm_need_move", {"state": "met"}, need.pk, user=colleague(group))

    need.refresh_from_db()
    assert need.state == NeedState.OPEN


@pytest.mark.django_db
def test_the_day_tells_the_needs_that_are_late_to_whom_looks_after_them():
    mine, other = colleague(), colleague()
    late = {"since": YESTERDAY - timedelta(days=30), "due_on": YESTERDAY}
    needing(owner=mine, text="La mienne", **late)
    needing(owner=other, text="La sienne", **late)
    needing(owner=mine, text="À venir", due_on=TODAY)

    [block] = [found for found in blocks(mine, timezone.now()) if found.name == "needs"]

    assert (block.total, block.told) == (1, "un besoin dont le jour est passé")
    assert "La mienne" in block.lines[0].why


@pytest.mark.django_db
def test_the_timeline_tells_what_was_noted_and_what_was_met():
    need = needing()
    move_need(need, NeedState.MET)

    titles = [moment.title for moment in timeline.moments(person_of(need), colleague())]

    assert any(title.startswith("Besoin satisfait") for title in titles)


@pytest.mark.django_db
def test_a_household_with_open_needs_is_confirmed_when_that_is_said():
    settlement = moved_in()
    person = settlement.household.members.get().person
    needing(person, text="Une place en CE1")
    page = at_the_desk().get(reverse("crm_person", args=[person.pk])).content.decode()
    assert "Besoins encore ouverts" in page
    address = reverse("crm_settlement_move", args=[person.pk, settlement.pk, "confirmed"])

    asked = at_the_desk().post(address, {"proof": "bail"})
    assert asked.status_code == 422
    assert "Un besoin du foyer reste ouvert" in asked.content.decode()
    assert 'value="bail"' in asked.content.decode()

    at_the_desk().post(address, {"proof": "bail", "needs_left": "on"})
    settlement.refresh_from_db()
    assert settlement.state == SettlementState.CONFIRMED


@pytest.mark.django_db
def test_the_queries_of_a_file_do_not_grow_with_its_needs():
    few, many, desk = make_person(), make_person(), at_the_desk()
    household_of(few)
    needing(few)
    for number in range(40):
        needing(many, text=f"Besoin {number}", member=current_membership(many))

    def counted(person):
        address = reverse("crm_person", args=[person.pk])
        desk.get(address)
        with CaptureQueriesContext(connection) as told:
            assert desk.get(address).status_code == 200
        return len(told)

    assert counted(many) == counted(few)


@pytest.mark.django_db
def test_the_queries_of_the_register_and_of_the_day_do_not_grow_with_needs():
    user = colleague("Responsables")
    desk = at_the_desk(user)
    late = {"since": YESTERDAY - timedelta(days=30), "due_on": YESTERDAY, "owner": user}

    def counted():
        told = []
        for address in (url(NeedRegister), reverse("crm_day")):
            desk.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert desk.get(address).status_code == 200
            told.append(len(captured))
        return told

    needing(**late)
    few = counted()
    for _ in range(14):
        needing(**late)

    assert counted() == few


@pytest.mark.django_db
def test_opening_a_need_in_the_register_is_journalled_in_the_file():
    need = needing()

    at_the_desk().get(url(NeedRegister, "inspect", need.pk))

    line = Entry.objects.about(need).get(action=Action.READ)
    assert line.person_id == need.about_person
