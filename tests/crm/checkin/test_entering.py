"""Each person comes in once; a mistake is taken back; who holds no place is let in knowingly."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.checkin.attendance import attendance_of, fills_of
from crm.checkin.counting import house_of
from crm.checkin.entering import enter, enter_all, told_of, undo
from crm.checkin.models import CheckIn, How
from crm.checkin.opening import at_the_doors
from crm.checkin.taking_out import cancel, take_person_out
from crm.checkin.walking_in import Full, WalkIn, admit, walk_in
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.registrations import services
from crm.registrations.models import EditionSeat, Participant, Registration
from crm.registrations.services import register
from crm.waiting.models import WaitEntry
from tests.crm.checkin.arriving import (
    a_forum,
    a_workshop,
    before,
    edition_of,
    group_of,
    one_of,
    somebody,
    today_at,
)
from tests.crm.factories import UserFactory
from tests.crm.registrations.coming import a_group

pytestmark = pytest.mark.django_db


def come(one, **told):
    return enter(one, how=How.NAME, **{"at": today_at()} | told)


def test_the_second_device_is_told_when_and_where_the_first_let_somebody_in():
    one = somebody(a_forum())

    first = come(one, door="Nord")
    second = come(one, door="Sud", at=today_at(9, 40))

    assert (first.already, second.already) == (False, True)
    assert second.check_in == first.check_in
    assert told_of(second.check_in).replace("\xa0", " ") == "déjà entrée à 9 h 12, porte Nord"
    assert Entry.objects.about(first.check_in).get().action == Action.CREATED


def test_the_database_refuses_a_second_entry_and_a_reprise_without_a_reason():
    entry = come(somebody(a_forum())).check_in

    with pytest.raises(IntegrityError, match=r"one_standing|UNIQUE"), transaction.atomic():
        CheckIn.objects.create(participant=entry.participant, at=today_at(), how=How.QR)
    with pytest.raises(IntegrityError, match="undone_with_a_reason"), transaction.atomic():
        CheckIn.objects.filter(pk=entry.pk).update(undone_at=today_at())


def test_an_entry_taken_back_leaves_its_trace_and_the_person_may_come_in_again():
    one = somebody(a_forum())
    entry = come(one).check_in

    with pytest.raises(Refused, match="pourquoi"):
        undo(entry, reason="  ")
    undo(entry, reason="Homonyme", at=today_at(9, 30))
    with pytest.raises(Refused, match="déjà reprise"):
        undo(entry, reason="Encore")
    again = come(one, at=today_at(10))

    assert again.already is False
    assert list(CheckIn.objects.values_list("undo_reason", flat=True)) == ["Homonyme", ""]
    assert house_of(one.registration.edition).inside == 1


def test_a_whole_group_comes_in_at_once_but_those_who_gave_up():
    page = a_forum()
    row = group_of(page, people=4)
    take_person_out(one_of(row, 2), reason="Empêchée", by=None, at=before())
    come(one_of(row, 1))

    entered = enter_all(row, how=How.NAME, at=today_at())

    assert [one.already for one in entered] == [True, False, False]
    assert house_of(edition_of(page)).expected == 0


def test_nobody_comes_in_on_another_day():
    one = somebody(a_forum(in_days=1))

    with pytest.raises(Refused, match="pas un autre jour"):
        come(one)
    assert at_the_doors(timezone.now()) == one.registration.edition
    assert at_the_doors(timezone.now() - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("state", "said"),
    [("pending", "confirmé son adresse"), ("waitlisted", "attente"), ("cancelled", "annulée"), ("left", "plus venir")],
)  # fmt: skip
def test_who_holds_no_place_is_told_why_then_admitted_once(state, said):
    page = a_forum(capacity=1 if state == "waitlisted" else 20)
    if state == "waitlisted":
        somebody(page, 9)
    row = register(page.edition, a_group(0, 2 if state == "left" else 1), at=before())
    if state != "pending":
        services.confirm(row, at=before())
    if state == "cancelled":
        services.cancel(row, at=before())
    one = one_of(row)
    if state == "left":
        services.leave(one, at=before())

    agent = UserFactory()
    with pytest.raises(Refused, match=said):
        come(one)
    entered = admit(one, despite_full=True, by=agent, at=today_at())
    again = admit(one, despite_full=True, by=agent, at=today_at(10))

    assert (entered.already, again.already) == (False, True)
    assert again.check_in == entered.check_in
    let_in = entered.check_in.participant.registration
    assert (let_in.walk_in, str(let_in)) == (True, str(one))
    assert not WaitEntry.objects.live().filter(reference=str(row.pk)).exists()


def test_who_came_without_a_registration_takes_a_free_seat():
    page = a_forum(capacity=2)
    somebody(page)

    entered = walk_in(page.edition, WalkIn("Roche", "Odile"), at=today_at())

    row = entered.check_in.participant
    assert (row.registration.walk_in, row.registration.state) == (True, "confirmed")
    assert EditionSeat.objects.get(participant=row).roster.edition == page.edition
    assert attendance_of(page.edition).walk_ins == 1


def test_a_full_house_says_so_and_lets_in_only_who_is_confirmed_once_more():
    page = a_forum(capacity=1)
    come(somebody(page))
    who = WalkIn("Roche")

    with pytest.raises(Full, match="1 dans les murs pour 1 place"):
        walk_in(page.edition, who, at=today_at())
    assert Registration.objects.filter(walk_in=True).count() == 0
    walk_in(page.edition, who, despite_full=True, at=today_at())

    house = house_of(page.edition)
    assert (house.inside, house.over) == (2, True)


def test_seats_kept_for_those_still_expected_are_not_given_away_silently():
    page = a_forum(capacity=2)
    group_of(page, people=2)

    with pytest.raises(Full, match="on attend encore deux personnes"):
        walk_in(page.edition, WalkIn("Roche"), at=today_at())


def test_a_form_posted_twice_is_one_person():
    page = a_forum()
    key = group_of(page).form_key
    first = walk_in(page.edition, WalkIn("Roche"), form_key=Registration().form_key, at=today_at())
    twice = [
        walk_in(page.edition, WalkIn("Roche"), form_key=first.check_in.participant.registration.form_key, at=today_at())
        for _ in range(2)
    ]  # fmt: skip

    assert [one.already for one in twice] == [True, True]
    assert Registration.objects.filter(walk_in=True).count() == 1
    assert Registration.objects.filter(form_key=key).count() == 1


def test_an_address_that_is_registered_is_looked_up_instead():
    page = a_forum()
    row = group_of(page)

    with pytest.raises(Refused, match="cherchez la personne"):
        walk_in(page.edition, WalkIn("Roche", email=row.email.upper()), at=today_at())


def test_nobody_inside_is_cancelled_or_taken_out():
    row = group_of(a_forum(), people=2)
    come(one_of(row))

    with pytest.raises(Refused, match="reprenez-la d’abord"):
        cancel(row, reason="Trop tard", by=None)
    with pytest.raises(Refused, match="reprenez-la d’abord"):
        take_person_out(one_of(row), reason="Trop tard", by=None)
    assert Participant.objects.filter(left_at__isnull=True).count() == 2


def test_attendance_counts_who_came_who_did_not_and_when():
    page = a_forum()
    shop = a_workshop(page, seats=3)
    came, absent = somebody(page, 1, workshops=[shop]), somebody(page, 2, workshops=[shop])
    taken_back = somebody(page, 3)
    come(came)
    undo(come(taken_back).check_in, reason="Erreur")
    walk_in(page.edition, WalkIn("Roche"), at=today_at(15))

    told = attendance_of(page.edition)

    assert (told.registered, told.came, told.absent, told.walk_ins, told.arrived) == (3, 1, 2, 1, 2)
    assert [(half.arrived, half.percent) for half in told.halves] == [(1, 100), (1, 100)]
    assert [half.label.rpartition(", ")[2] for half in told.halves] == ["matin", "après-midi"]
    [fill] = fills_of(page.edition)
    assert (fill.seats, fill.taken, fill.came) == (3, 2, 1)
    assert absent.registration.state == "confirmed"
