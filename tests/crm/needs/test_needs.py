"""What a household must find here: noted, followed, met or dropped through one door."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.needs.models import NEED_PATHS, Need, NeedKind, NeedState
from crm.needs.services import correct_need, move_need
from crm.people.models import HouseholdMember
from crm.people.services import Minor, current_membership, household_of
from crm.privacy.services import anonymise
from crm.support.models import SettlementState
from crm.support.services import move_settlement
from tests.crm.desk import at_the_desk
from tests.crm.factories import make_person
from tests.crm.needs.factories import moved_in, needing

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


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
def test_a_closed_need_is_taken_up_again_before_it_is_corrected():
    need = move_need(needing(), NeedState.MET)

    with pytest.raises(Refused, match="reprenez-le"):
        correct_need(need, text="Deux places", by=None)


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
