"""The machine of waiting lists, with a target of its own: so many chairs, and who sits on them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Entry
from crm.journal.refusal import Refused
from crm.people.merging.services import merge
from crm.waiting import services, takers
from crm.waiting.deadlines import after_hours
from crm.waiting.models import WAIT_PATHS, Priority, Skip, WaitEntry, WaitingList, WaitState
from crm.waiting.promoting import ahead_of, promote
from crm.waiting.takers import Taker
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db

KIND, KEY = "essai.chaises", "1"
NOW = timezone.now()
State = WaitState


class Chairs:
    """How many are free, and whom nobody may offer one."""

    def __init__(self) -> None:
        self.free, self.blocked, self.unfit = 1, "", set()

    def offer(self, entry, by, reason, at):
        self.free -= entry.party_size
        services.offer(entry, after_hours(at), by=by, at=at)

    def refuse(self, entry, at):
        return "Ne peut pas s’asseoir." if entry.reference in self.unfit else ""


@pytest.fixture
def chairs(monkeypatch):
    room = Chairs()
    taker = Taker(
        hold=lambda key: None,
        free=lambda key: room.free,
        blocked=lambda key, at: room.blocked,
        refuse=room.refuse,
        offer=room.offer,
    )
    monkeypatch.setitem(takers._takers, KIND, taker)
    return room


def join(name: str, *, days: int = 1, **known) -> WaitEntry:
    return services.join(
        KIND, KEY, person=make_person(), reference=name, at=NOW - timedelta(days=days), **known
    )


def names(entries) -> list[str]:
    return [entry.reference for entry in entries]


def test_the_order_is_class_then_time_then_number(chairs):
    chairs.free = 9
    join("late", days=1)
    join("early", days=5)
    join("twin", days=5)
    join("last", days=9, priority=Priority.LAST)
    join("first", days=0, priority=Priority.FIRST)

    assert names(promote(KIND, KEY, at=NOW)) == ["first", "early", "twin", "late", "last"]


def test_an_offer_has_an_end_and_a_line_in_the_journal(chairs):
    entry = join("one")

    promote(KIND, KEY, by=UserFactory(), at=NOW)

    entry.refresh_from_db()
    assert (entry.state, entry.offer_expires_at) == (State.OFFERED, NOW + timedelta(hours=48))
    move = Entry.objects.about(entry).moves().get()
    assert (move.before, move.after, move.person_id) == ("waiting", "offered", entry.person_id)


def test_a_party_that_does_not_fit_lets_its_turn_pass_and_it_is_kept(chairs):
    chairs.free = 2
    family, single = join("family", days=5, party_size=3), join("single")

    assert names(promote(KIND, KEY, at=NOW)) == ["single"]

    family.refresh_from_db()
    assert family.skip_reason == "Demande 3 places, il en reste 2."
    skip = Skip.objects.get()
    assert (skip.entry, skip.passed_by) == (family, single)


def test_a_turn_that_passes_for_nobody_is_noted_once(chairs):
    chairs.unfit = {"one"}
    join("one")

    promote(KIND, KEY, at=NOW)
    promote(KIND, KEY, at=NOW)

    assert Skip.objects.get().passed_by is None


def test_what_the_owner_refuses_in_making_the_offer_is_undone_and_passed(chairs, monkeypatch):
    first = join("first", days=3)
    join("second")

    def offer(entry, by, reason, at):
        Chairs.offer(chairs, entry, by, reason, at)
        if entry.reference == "first":
            raise Refused("Un empêchement.")

    monkeypatch.setattr(chairs, "offer", offer)
    taker = takers._takers[KIND]
    monkeypatch.setitem(
        takers._takers, KIND, Taker(taker.hold, lambda key: 2, taker.blocked, taker.refuse, offer)
    )

    assert names(promote(KIND, KEY, at=NOW)) == ["second"]
    first.refresh_from_db()
    assert (first.state, first.skip_reason) == (State.WAITING, "Un empêchement.")


def test_nothing_goes_out_while_the_list_is_blocked_or_closed(chairs):
    join("one")
    chairs.blocked = "Fermé."
    assert promote(KIND, KEY, at=NOW) == []

    chairs.blocked = ""
    services.close_list(KIND, KEY, reason="Annulé.", at=NOW)

    assert promote(KIND, KEY, at=NOW) == []
    assert WaitEntry.objects.get().state == State.REMOVED
    with pytest.raises(Refused, match="close"):
        join("two")


def test_so_many_places_and_no_more(chairs):
    chairs.free = 5
    for name in "abc":
        join(name)

    assert len(promote(KIND, KEY, places=2, at=NOW)) == 2


@pytest.mark.parametrize(("keeps", "rank"), [(False, 1), (True, 0)])
def test_who_let_an_offer_pass_comes_back_at_the_end_or_keeps_the_rank(chairs, keeps, rank):
    entry = join("one", days=9)
    promote(KIND, KEY, at=NOW)
    services.move(entry, State.EXPIRED, at=NOW)
    join("two")

    back = services.join(KIND, KEY, person=entry.person, reference="one", keeps_rank=keeps, at=NOW)

    assert (back.pk, back.state, ahead_of(back)) == (entry.pk, State.WAITING, rank)


def test_nobody_waits_twice_on_a_list(chairs):
    entry = join("one")

    with pytest.raises(Refused, match="déjà"):
        services.join(KIND, KEY, person=entry.person, reference="autre", at=NOW)


def test_a_rank_is_changed_for_a_reason_alone(chairs):
    entry = join("one")

    with pytest.raises(Refused, match="pourquoi"):
        services.rank(entry, Priority.FIRST, reason=" ", by=None)
    services.rank(entry, Priority.FIRST, reason="Logement trouvé.", by=None)

    entry.refresh_from_db()
    assert entry.priority_class == Priority.FIRST
    assert Entry.objects.about(entry).last().reason == "Logement trouvé."


@pytest.mark.parametrize(
    ("before", "after"), [(a, b) for a in State for b in State if b not in WAIT_PATHS[a]]
)
def test_every_other_path_is_refused_in_french(chairs, before, after):
    entry = join("one")
    if before == State.REMOVED:
        services.move(entry, before, reason="Un motif.", at=NOW)
    elif before != State.WAITING:
        promote(KIND, KEY, at=NOW)
        if before != State.OFFERED:
            services.move(entry, before, at=NOW)

    with pytest.raises(Refused, match="ne devient pas"):
        services.move(entry, after, reason="Un motif.", at=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "offered"},
        {"offer_expires_at": NOW},
        {"state": "expired"},
        {"ended_at": NOW},
        {"state": "removed", "ended_at": NOW},
        {"party_size": 0},
        {"priority_class": 4},
    ],
)
def test_the_database_ties_states_to_their_dates(chairs, wrong):
    entry = join("one")

    with pytest.raises(IntegrityError), transaction.atomic():
        WaitEntry.objects.filter(pk=entry.pk).update(**wrong)


def test_two_files_made_one_wait_once(chairs):
    first, second = join("one", days=4), join("two")

    merge(second.person, first.person, by=None)

    assert WaitEntry.objects.live().get().reference == "one"
    assert WaitingList.objects.count() == 1
