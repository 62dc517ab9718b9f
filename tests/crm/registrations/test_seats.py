"""Places of an edition and of its workshops: kept, given back, aligned with what the site says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.journal.models import Entry
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.registrations.contents import Coming
from crm.registrations.models import EditionSeat, Registration, RegistrationState, WorkshopSeat
from crm.registrations.seats import align, coming, left
from crm.registrations.services import (
    cancel,
    change,
    confirm,
    expire_pending,
    leave,
    register,
)
from editorial.plugins import check_capacity
from tests.crm.factories import UserFactory

from .coming import FIRST, NOW, SOON, a_group, a_workshop, an_edition, came_in, edition_of

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(hours=25)


def told(row: Registration) -> list[str]:
    letters = Letter.objects.filter(key__startswith=f"forum-registration-{row.pk}-").order_by("pk")
    return [one.template.rsplit("/", 1)[1].removesuffix(".txt") for one in letters]


def taken(page) -> int:
    return EditionSeat.objects.filter(
        roster__edition=page.edition, participant__isnull=False
    ).count()


def test_the_places_of_a_group_are_kept_until_it_confirms_and_go_back_when_it_does_not():
    page = an_edition(capacity=3)
    shop = a_workshop(page, seats=2)
    row = register(page.edition, a_group(0, people=2, workshops=[shop]), at=NOW)
    assert (row.state, left([page.edition_id])[page.edition_id]) == ("pending", 1)
    assert row.confirm_before == NOW + timedelta(hours=24)

    assert expire_pending(NOW + timedelta(hours=23)) == 0
    assert expire_pending(LATE) == 1
    assert expire_pending(LATE) == 0

    row.refresh_from_db()
    assert (row.state, taken(page)) == (RegistrationState.CANCELLED, 0)
    assert not WorkshopSeat.objects.filter(participant__isnull=False).exists()
    assert told(row) == ["to_confirm"]


def test_a_group_that_does_not_fit_whole_waits_whole():
    page = an_edition(capacity=3)
    came_in(page, 0, people=2)
    row = register(page.edition, a_group(1, people=2), at=NOW)
    assert taken(page) == 2

    confirm(row, at=SOON)

    row.refresh_from_db()
    assert (row.state, taken(page)) == (RegistrationState.WAITLISTED, 2)
    assert told(row) == ["to_confirm", "waitlisted"]


def test_an_agent_registers_at_once_and_is_told_that_an_address_is_known():
    page, agent = an_edition(capacity=1), UserFactory()

    row = register(page.edition, a_group(0), by=agent, at=NOW)
    full = register(page.edition, a_group(1), by=agent, at=NOW)

    assert (row.state, full.state) == (RegistrationState.CONFIRMED, RegistrationState.WAITLISTED)
    assert told(row) == ["confirmed"]
    with pytest.raises(Refused, match="déjà inscrite"):
        register(page.edition, a_group(0), by=agent, at=NOW)


def test_an_edition_without_capacity_takes_everybody_and_counts_once_it_has_one():
    page = an_edition(capacity=None)
    row = came_in(page, 0, people=3)
    assert (row.state, EditionSeat.objects.count()) == (RegistrationState.CONFIRMED, 0)
    assert left([page.edition_id]) == {page.edition_id: None}

    edition = edition_of(page)
    edition.capacity = 5
    edition.save()
    align(edition)

    assert (EditionSeat.objects.count(), taken(page)) == (5, 3)


def test_fewer_places_than_are_held_are_refused_by_the_edition_and_by_a_workshop():
    page = an_edition(capacity=5)
    shop = a_workshop(page, seats=3)
    came_in(page, 0, people=2, workshops=[shop])

    assert check_capacity(page.edition, 2) == ""
    assert "2\u00a0places sont tenues" in check_capacity(page.edition, 1)
    assert check_capacity(shop, 2) == ""
    assert "ne peut pas descendre à 1" in check_capacity(shop, 1)
    assert "prévenez-les" in check_capacity(shop, 0)


def test_somebody_more_is_refused_whole_when_there_is_no_place_for_them():
    page = an_edition(capacity=2)
    row = came_in(page, 0, people=2)

    with pytest.raises(Refused, match="plus assez de places"):
        change(row, a_group(0, people=3), at=SOON)

    assert len(coming(row)) == taken(page) == 2


def test_a_changed_group_keeps_the_tickets_of_those_who_stay():
    page = an_edition(capacity=5)
    shop = a_workshop(page, seats=3)
    row = came_in(page, 0, people=3, workshops=[shop])
    codes = {str(one): one.code for one in coming(row)}
    names = list(codes)

    people = [
        Coming("Chabrier 0", "Prénom 2", workshops=[shop.pk]),
        Coming("Auriac", "Zoé", "Mairie", "une place près de la scène"),
    ]
    change(row, a_group(0, people=people), at=SOON)

    now = {str(one): one.code for one in coming(row)}
    assert now == {names[2]: codes[names[2]], "Zoé Auriac": codes[names[0]]}
    assert (taken(page), told(row)[-1]) == (2, "changed")
    assert WorkshopSeat.objects.filter(participant__isnull=False).count() == 1


def test_one_who_does_not_come_gives_back_a_place_and_the_last_one_calls_off():
    page = an_edition(capacity=2)
    row = came_in(page, 0, people=2)
    waiting = came_in(page, 1)
    first, last = coming(row)

    leave(first, at=SOON)

    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.OFFERED
    leave(last, at=SOON)
    row.refresh_from_db()
    assert row.state == RegistrationState.CANCELLED


def test_nobody_cancels_alone_once_the_forum_has_begun():
    page = an_edition()
    row = came_in(page, 0)
    begun = NOW.replace(month=FIRST.month, day=FIRST.day)

    with pytest.raises(Refused, match="a commencé"):
        cancel(row, at=begun)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"people": []}, "au moins une personne"),
        ({"people": [Coming("A")] * 11}, "dix personnes au plus"),
        ({"people": [Coming(" ")]}, "le nom de chaque personne"),
        ({"email": ""}, "adresse électronique"),
        ({"last_name": ""}, "le nom de la personne"),
    ],
)
def test_a_group_that_is_not_whole_is_refused_in_words(changes, why):
    page = an_edition()

    with pytest.raises(Refused, match=why):
        register(page.edition, a_group(0, **changes), at=NOW)


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (NOW - timedelta(days=10), "pas encore ouvertes"),
        (NOW.replace(month=5, day=16), "closes"),
    ],
)
def test_one_registers_within_the_window_alone(at, why):
    page = an_edition()

    with pytest.raises(Refused, match=why):
        register(page.edition, a_group(0), at=at)


def test_every_move_is_journalled():
    page = an_edition()
    row = came_in(page, 0)
    cancel(row, reason="Un empêchement", at=SOON)

    lines = Entry.objects.filter(object_type="crm_registrations.registration").order_by("pk")
    assert [(one.action, one.after) for one in lines] == [
        ("created", ""),
        ("moved", "confirmed"),
        ("moved", "cancelled"),
    ]
