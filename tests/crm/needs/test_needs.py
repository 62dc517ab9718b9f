"""What a household must find here: noted, followed, met or dropped through one door."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys import timeline
from crm.journeys.day import blocks
from crm.needs.models import NEED_PATHS, Need, NeedKind, NeedState
from crm.needs.services import correct_need, move_need, note_need
from crm.people.models import HouseholdMember, Person
from crm.people.services import Minor, current_membership, household_of
from crm.privacy.services import anonymise
from crm.support.models import SettlementState
from crm.support.services import intend_settlement, move_settlement
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person, make_territory

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def needing(person=None, kind=NeedKind.SCHOOL, text="Une place en CE1", **told):
    return note_need(household_of(person or make_person()), kind, text, by=None, **told)


def person_of(need):
    return Person.objects.get(pk=need.about_person)


def post(person, name, data, *args, user=None):
    return at_the_desk(user).post(reverse(name, args=[person.pk, *args]), data)


@pytest.mark.django_db
@pytest.mark.parametrize("before", NeedState)
@pytest.mark.parametrize("to", NeedState)
def test_a_need_moves_along_its_paths_alone(before, to):
    need = needing()
    if before != NeedState.OPEN:
        need = move_need(need, before, reason="Parti." if before == NeedState.DROPPED else "")
    reason = "Ils ont trouvé ailleurs." if to == NeedState.DROPPED else ""

    if to in NEED_PATHS[before]:
        assert move_need(need, to, reason=reason).state == to
    else:
        with pytest.raises(Refused, match="ne devient pas"):
            move_need(need, to, reason=reason)


@pytest.mark.django_db
def test_a_need_is_dropped_with_a_reason():
    with pytest.raises(Refused, match="pourquoi"):
        move_need(needing(), NeedState.DROPPED, reason=" ")


@pytest.mark.django_db
def test_a_move_is_journalled_in_the_file_of_the_one_who_needs():
    person, partner = make_person(), make_person()
    household_of(person, adults=[partner])
    need = needing(
        person, NeedKind.JOB, "Un poste de comptable", member=current_membership(partner)
    )

    move_need(need, NeedState.MET)

    line = Entry.objects.about(need).get(action=Action.MOVED)
    assert (line.before, line.after, line.person) == ("open", "met", partner)
    assert "comptable" not in str(vars(line))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"state": "met"},
        {"state": "dropped", "closed_on": TODAY},
        {"reason": "sans être abandonné"},
        {"text": ""},
        {"due_on": TODAY - timedelta(days=900)},
    ],
)
def test_the_database_refuses_what_contradicts_itself(changes):
    need = needing()
    for name, value in changes.items():
        setattr(need, name, value)

    with pytest.raises(ValidationError):
        need.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        need.save()


@pytest.mark.django_db
def test_somebody_of_another_household_needs_nothing_here():
    other = make_person()
    household_of(other)

    with pytest.raises(Refused, match="n’est pas de ce foyer"):
        needing(member=current_membership(other))


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
        {"text": "a\x00b"},
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
def test_a_closed_need_is_taken_up_again_before_it_is_corrected():
    need = move_need(needing(), NeedState.MET)

    with pytest.raises(Refused, match="reprenez-le"):
        correct_need(need, text="Deux places", by=None)


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


def moved_in():
    communes = make_territory()
    settlement = intend_settlement(household_of(make_person()), communes["dienne"])
    return move_settlement(settlement, SettlementState.MOVED_IN, on=TODAY)


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
def test_a_household_whose_needs_are_met_is_confirmed_without_a_question():
    settlement = moved_in()
    move_need(needing(settlement.household.members.get().person), NeedState.MET)

    after = move_settlement(settlement, SettlementState.CONFIRMED, proof="bail")

    assert after.state == SettlementState.CONFIRMED


@pytest.mark.django_db
def test_needs_go_with_the_last_adult_and_those_of_one_with_them():
    person, partner = make_person(), make_person()
    household_of(person, adults=[partner], minors=[Minor(2018)])
    needing(person, text="À elle", member=current_membership(person))
    needing(person, text="À l’enfant", member=HouseholdMember.objects.get(person=None))
    needing(person, text="À tous")

    anonymise(person)
    assert set(Need.objects.values_list("text", flat=True)) == {"À l’enfant", "À tous"}

    anonymise(partner)
    assert not Need.objects.exists()


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


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_meet_a_need_once():
    need = needing()

    def meet(_):
        try:
            move_need(need, NeedState.MET)
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(max_workers=6) as agents:
        assert sum(agents.map(meet, range(6))) == 1
    assert Entry.objects.about(need).filter(action=Action.MOVED).count() == 1
