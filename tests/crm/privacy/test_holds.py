"""What holds a file is said, and holds it against every way of erasing it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.deadlines import block
from crm.people.merging.services import merge
from crm.privacy.holding import why_held
from crm.privacy.holds import Why, end_passed, lift_hold, set_hold
from crm.privacy.models import Hold, HoldReason, LineState
from crm.privacy.review import verdicts
from crm.privacy.services import anonymise, apply_retention
from tests.crm.factories import UserFactory, make_person

from .runs import OFFICER, overdue

pytestmark = pytest.mark.django_db


def soon(days: int = 30) -> date:
    return timezone.localdate() + timedelta(days=days)


def why(reason: HoldReason = HoldReason.LITIGATION, **told: object) -> Why:
    return Why(reason, "Affaire 12/2026", "Maître Delpuech", **({"until": soon()} | told))


def test_a_held_file_is_anonymised_neither_by_hand_nor_by_the_command_nor_by_a_run():
    person = overdue()
    set_hold(person, why(), by=UserFactory())

    with pytest.raises(Refused, match="retenu \\(contentieux\\) jusqu’au"):
        anonymise(person)
    assert apply_retention() == 0
    assert [one.state for one in verdicts(timezone.localdate())] == [LineState.HELD]
    person.refresh_from_db()
    assert person.anonymised_at is None


def test_a_hold_once_lifted_holds_no_more_and_says_why_it_was():
    person, officer = overdue(), UserFactory()
    hold = set_hold(person, why(), by=officer)
    lift_hold(hold, "Affaire jugée", by=officer)

    assert why_held(person, timezone.localdate()) == ""
    moved = Entry.objects.about(hold).get(action=Action.MOVED)
    assert (moved.actor, moved.after) == (officer, "lifted")
    with pytest.raises(Refused):
        lift_hold(hold, "Encore", by=officer)


def test_a_file_is_held_once_for_a_reason_and_several_times_for_several():
    person, officer = make_person(), UserFactory()
    hold = set_hold(person, why(), by=officer)
    set_hold(person, why(HoldReason.CONTROL, until=None, review_on=soon()), by=officer)
    with pytest.raises(Refused, match="déjà retenu"):
        set_hold(person, why(), by=officer)
    hold.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        hold.save()

    told = why_held(person, timezone.localdate())
    assert "contentieux" in told
    assert "jusqu’à ce que la retenue soit levée" in told


@pytest.mark.parametrize("told", [{"until": None}, {"until": soon(0)}, {"review_on": soon(-1)}])
def test_a_hold_has_an_end_or_a_day_of_review_to_come(told):
    with pytest.raises(Refused):
        set_hold(make_person(), why(**told), by=None)


def test_a_hold_whose_term_is_passed_is_lifted_by_itself():
    person = make_person()
    hold = set_hold(person, why(), by=None)
    later = timezone.now() + timedelta(days=31)

    assert why_held(person, timezone.localdate(later)) == ""
    assert end_passed(later) == 1
    assert end_passed(later) == 0
    hold.refresh_from_db()
    assert hold.lifted_why == "Terme passé."


def test_a_hold_to_review_is_among_the_deadlines_of_the_officer_alone():
    set_hold(make_person(), why(until=None, review_on=soon(3)), by=None)
    now = timezone.now()

    def lines(group):
        return [
            line
            for line in block(UserFactory(groups=[group]), now).lines
            if "Retenue" in line.label
        ]

    assert len(lines(OFFICER)) == 1
    assert lines("Conseillers") == []


def test_merged_files_held_for_the_same_reason_are_held_once_for_the_longer_time():
    kept, ended = make_person(), make_person()
    set_hold(kept, why(until=soon(10)), by=None)
    set_hold(ended, why(until=soon(90)), by=None)
    set_hold(ended, why(HoldReason.CONTROL), by=None)
    merge(kept, ended, by=UserFactory())

    standing = Hold.objects.standing().filter(person=kept)
    assert {(row.reason, row.until) for row in standing} == {
        (HoldReason.LITIGATION, soon(90)), (HoldReason.CONTROL, soon(30)),
    }  # fmt: skip


def test_the_officer_holds_a_file_and_lifts_it_from_the_screens(client):
    client.force_login(UserFactory(groups=[OFFICER]))
    person = make_person()
    address = reverse("crm_hold_new", args=[person.pk])
    said = {"reason": "control", "details": "Contrôle", "asked_by": "La CNIL"}
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "La CNIL" in refused.content.decode()

    client.post(address, said | {"review_on": soon().isoformat()})
    hold = Hold.objects.get(person=person)
    assert person.file_number in client.get(reverse("crm_holds")).content.decode()
    client.post(reverse("crm_hold_lift", args=[hold.pk]), {"reason": "Fini"})
    hold.refresh_from_db()
    assert hold.lifted_why == "Fini"


def test_the_list_of_holds_asks_as_much_of_the_database_for_many_as_for_few(
    client, django_assert_max_num_queries
):
    client.force_login(UserFactory(groups=[OFFICER]))
    address = reverse("crm_holds")
    set_hold(make_person(), why(), by=UserFactory())
    client.get(address)
    with django_assert_max_num_queries(100) as few:
        client.get(address)
    for _ in range(6):
        set_hold(make_person(), why(), by=UserFactory())
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
