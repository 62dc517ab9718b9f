"""Journeys that change hands: shared, given for good, lent during an absence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Entry
from crm.journal.refusal import Refused
from crm.journeys.day import blocks
from crm.journeys.models import HandOver, Journey, Replacement, Stage
from crm.journeys.my_day import day_of
from crm.journeys.relays import come_back, hand_over, hand_over_all, replace, share
from crm.journeys.services import move, plan_task
from tests.crm.desk import another, at_the_desk, colleague, due, journey_of
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def told(user, name, at=None):
    """The lines of one block of somebody's day."""
    found = [block for block in blocks(user, at or timezone.now()) if block.name == name]
    return [f"{line.label} – {line.why}" for block in found for line in block.lines]


def away(absent, substitute, first=0, last=7):
    day = TODAY()
    return replace(
        absent, substitute, day + timedelta(days=first), day + timedelta(days=last), "congés",
        by=None,
    )  # fmt: skip


def test_a_shared_journey_is_in_the_day_of_both():
    owner, other = colleague(), another()
    journey = due(-1, owner=owner)

    share(journey, [owner, other], by=owner)

    assert list(journey.co_owners.all()) == [other]
    assert day_of(other, timezone.now()).late.total == 1
    assert Entry.objects.about(journey).last().fields == ["co_owners"]


def test_co_owners_are_chosen_in_the_file():
    owner, other = colleague(), another()
    journey = journey_of(owner=owner)
    form = {"project": "Traduire", "owner": owner.pk, "co_owners": [other.pk]}
    desk = at_the_desk(owner)

    desk.post(reverse("crm_journey_describe", args=[journey.pk]), form)

    assert list(journey.co_owners.all()) == [other]
    page = desk.get(reverse("crm_person", args=[journey.person_id])).content.decode()
    assert f"avec {other.get_full_name()}" in page


def test_a_journey_given_takes_its_tasks_along_and_keeps_the_reason():
    giver, taker = colleague(), another()
    journey = journey_of(owner=giver)
    task = plan_task(journey.person, "Clés", TODAY(), journey=journey, assignee=giver)
    other = plan_task(journey_of(owner=giver).person, "École", TODAY(), assignee=giver)

    hand_over(journey, taker, "déménagement", by=giver)

    for row in (task, other):
        row.refresh_from_db()
    assert (journey.owner, task.assignee, other.assignee) == (taker, taker, giver)
    line = Entry.objects.about(journey).last()
    assert (line.fields, line.reason, line.actor) == (["owner"], "déménagement", giver)


def test_the_file_tells_that_a_journey_changed_hands():
    giver, taker = colleague(), another()
    journey = journey_of(owner=giver)
    hand_over(journey, taker, "secteur de Murat", by=giver)

    page = at_the_desk(taker).get(reverse("crm_person", args=[journey.person_id])).content.decode()

    assert f"Parcours confié à {taker.get_full_name()}" in page
    assert "secteur de Murat" in page


def test_both_find_it_in_their_day():
    giver, taker = colleague(), another()
    journey = journey_of(owner=giver)

    hand_over(journey, taker, "déménagement", by=giver)

    assert told(taker, "relais") == [
        f"{journey.person} – Par {giver.get_full_name()} : déménagement"
    ]
    assert told(giver, "confies")[0].startswith(f"Un parcours à {taker.get_full_name()}")
    assert told(taker, "relais", timezone.now() + timedelta(days=15)) == []


def test_everything_that_is_open_follows_the_one_who_leaves():
    giver, taker = colleague(), another()
    for _ in range(3):
        journey_of(owner=giver)
    closed = move(journey_of(owner=giver), Stage.CLOSED, close_reason="gave_up")
    plan_task(closed.person, "Clés", TODAY(), assignee=giver)

    handed = hand_over_all(giver, taker, "départ", by=taker)

    assert (handed.journeys, handed.tasks) == (3, 1)
    assert Journey.objects.filter(owner=giver).get() == closed
    assert HandOver.objects.count() == 3


@pytest.mark.parametrize(("reason", "said"), [(" ", "pourquoi"), ("départ", "ni parcours")])
def test_nothing_is_handed_over_without_a_reason_nor_when_there_is_nothing(reason, said):
    with pytest.raises(Refused, match=said):
        hand_over_all(colleague(), another(), reason, by=None)


def test_nobody_takes_what_they_may_not_follow():
    journey = journey_of(owner=colleague())

    for taker in (UserFactory(), colleague("Formateurs")):
        with pytest.raises(Refused, match="ne suit pas de parcours"):
            hand_over(journey, taker, "départ", by=None)
    with pytest.raises(Refused, match="suit déjà"):
        hand_over(journey, journey.owner, "départ", by=None)


def test_a_closed_journey_is_not_handed_over():
    journey = move(journey_of(owner=colleague()), Stage.CLOSED, close_reason="gave_up")

    with pytest.raises(Refused, match="clos"):
        hand_over(journey, another(), "départ", by=None)


def test_during_an_absence_the_substitute_has_journeys_and_tasks_and_no_owner_changes():
    absent, substitute = colleague(), another()
    journey = due(-1, owner=absent)
    plan_task(journey.person, "Clés", TODAY(), assignee=absent)
    assert day_of(substitute, timezone.now()).empty

    away(absent, substitute)

    found = day_of(substitute, timezone.now())
    assert (found.late.total, found.today.total) == (1, 1)
    journey.refresh_from_db()
    assert journey.owner == absent
    assert told(substitute, "remplacements")[0].startswith("Vous remplacez")
    assert told(absent, "remplacements")[0].endswith("congés")


def test_a_replacement_begins_and_ends_by_itself():
    absent, substitute = colleague(), another()
    due(-1, owner=absent)
    away(absent, substitute, first=2, last=4)

    totals = [
        day_of(substitute, timezone.now() + timedelta(days=days)).late.total for days in range(7)
    ]

    assert totals == [0, 0, 1, 1, 1, 0, 0]


def test_the_substitute_acts_without_the_right_to_see_the_team():
    absent, substitute = colleague(), another()
    group = substitute.groups.get()
    group.permissions.remove(group.permissions.get(codename="see_all_journeys"))
    journey = journey_of(owner=absent)
    url = reverse("crm_journey_close", args=[journey.pk])
    assert at_the_desk(substitute).post(url, {}).status_code == 404

    away(absent, substitute)

    assert at_the_desk(substitute).post(url, {"close_reason": "gave_up"}).status_code == 302


def test_two_absences_of_the_same_person_do_not_overlap():
    absent, substitute, third = colleague(), another(), another()
    away(absent, substitute)

    with pytest.raises(Refused, match="déjà en absence"):
        away(absent, third, first=7, last=9)
    with pytest.raises(Refused, match="déjà en absence"):
        away(third, absent, first=1, last=2)
    away(absent, third, first=8, last=9)


@pytest.mark.parametrize(("first", "last"), [(3, 2), (-4, -1)])
def test_an_absence_ends_after_today_and_after_its_start(first, last):
    with pytest.raises(Refused, match="à venir"):
        away(colleague(), another(), first=first, last=last)


def test_coming_back_early_ends_the_replacement_today():
    absent, substitute = colleague(), another()
    due(-1, owner=absent)
    row = away(absent, substitute)
    Replacement.objects.update(starts_on=TODAY() - timedelta(days=3))

    come_back(row, by=absent)

    assert day_of(substitute, timezone.now()).late.total == 0
    with pytest.raises(Refused, match="déjà terminé"):
        come_back(row, by=absent)


def test_an_absence_that_never_began_leaves_no_row():
    come_back(away(colleague(), another()), by=None)

    assert not Replacement.objects.exists()


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"ends_on": "2020-01-01"}, {"substitute": None}])
def test_the_database_refuses_a_replacement_that_makes_no_sense(wrong):
    row = away(colleague(), another())

    if "substitute" in wrong:
        wrong = {"substitute": row.absent}
    with pytest.raises(IntegrityError), transaction.atomic():
        Replacement.objects.filter(pk=row.pk).update(**wrong)
