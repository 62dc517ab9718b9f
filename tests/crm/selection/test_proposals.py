"""The proposal of a committee: saved without overwriting, decided once, line by line."""

import pytest

from crm.applications.models import Application, ApplicationState, Enrolment
from crm.applications.services import move
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.selection.models import Outcome, ProposalLine
from crm.selection.proposals import (
    Choice,
    Overtaken,
    decide,
    proposal_of,
    save_proposal,
    try_again,
    write_reasons,
)
from tests.crm.factories import make_application
from tests.crm.selection.acts import candidate, proposed, read

pytestmark = pytest.mark.django_db
State = ApplicationState


def states(*applications):
    found = dict(Application.objects.values_list("pk", "state"))
    return [found[row.pk] for row in applications]


def give_reasons(session, reason="Projet à mûrir."):
    lines = ProposalLine.objects.to_decide().filter(outcome="refused")
    revision = proposal_of(session).revision
    write_reasons(session, {line.pk: reason for line in lines}, revision=revision, by=None)


def decided(session, **options):
    return decide(session, revision=proposal_of(session).revision, by=None, **options)


def test_everything_is_decided_and_each_gets_their_letter(team, session):
    first, second, third, fourth = (candidate(session) for _ in range(4))
    proposed(session, admitted=[first], waitlisted=[second], pooled=[third], refused=[fourth])
    give_reasons(session)

    assert decided(session) == 0

    assert states(first, second, third, fourth) == [
        State.ADMITTED,
        State.WAITLISTED,
        State.POOLED,
        State.REFUSED,
    ]
    assert Enrolment.objects.get().application == first
    bodies = {letter.person_id: letter.body for letter in Letter.objects.all()}
    assert len(bodies) == Letter.objects.count() == 4
    assert "Projet à mûrir." in bodies[fourth.person_id]
    assert "contester cette décision jusqu’au" in bodies[fourth.person_id]


def test_deciding_twice_decides_once(team, session):
    first = candidate(session)
    proposed(session, admitted=[first])
    revision = proposal_of(session).revision

    decide(session, revision=revision, by=None)
    decide(session, revision=revision, by=None)

    assert Letter.objects.count() == 1
    assert Enrolment.objects.count() == 1


def test_a_seat_that_has_gone_holds_back_one_and_not_the_others(team, session):
    session.seats_min, session.seats_max = 1, 1
    session.save()
    best, other, refused = (candidate(session) for _ in range(3))
    read(best, team[0], 4)
    read(other, team[0], 3)
    proposed(session, admitted=[other, best], refused=[refused])
    give_reasons(session)

    decided(session)

    line = ProposalLine.objects.get(application=other)
    assert states(best, other, refused) == [State.ADMITTED, State.UNDER_REVIEW, State.REFUSED]
    assert "est complète (1 places)" in line.hindrance
    assert line.decided_at is None
    assert not Letter.objects.filter(person=other.person).exists()


def test_what_was_held_back_is_taken_up_again_when_asked(team, session):
    session.seats_min, session.seats_max = 1, 1
    session.save()
    best, other = candidate(session), candidate(session)
    proposed(session, admitted=[best, other])
    decided(session)
    session.seats_max = 2
    session.save()

    assert decided(session) == 0
    assert states(other) == [State.UNDER_REVIEW]
    try_again(session, by=None)
    decided(session)

    assert states(other) == [State.ADMITTED]


def test_somebody_who_withdrew_meanwhile_is_told(team, session):
    gone, stays = candidate(session), candidate(session)
    proposed(session, admitted=[gone, stays])
    move(gone, State.WITHDRAWN)

    decided(session)

    assert "ne devient pas" in ProposalLine.objects.get(application=gone).hindrance
    assert states(gone, stays) == [State.WITHDRAWN, State.ADMITTED]


def test_a_refusal_without_a_reason_decides_nothing(team, session):
    first, second = candidate(session), candidate(session)
    proposed(session, admitted=[first], refused=[second])

    with pytest.raises(Refused, match="Un refus n’est pas motivé"):
        decided(session)

    assert states(first) == [State.UNDER_REVIEW]


def test_letters_that_nobody_read_do_not_leave(team, session):
    first = candidate(session)
    proposed(session, admitted=[first])
    shown = proposal_of(session).revision
    proposed(session, pooled=[first])

    with pytest.raises(Overtaken, match="relisez les courriers"):
        decide(session, revision=shown, by=None)

    assert states(first) == [State.UNDER_REVIEW]


def test_nobody_overwrites_what_they_have_not_read(team, session):
    first = candidate(session)
    read_at = proposal_of(session).revision
    proposed(session, admitted=[first])

    with pytest.raises(Overtaken):
        save_proposal(session, {first.pk: Choice(Outcome.REFUSED)}, revision=read_at, by=team[1])

    assert ProposalLine.objects.get().outcome == Outcome.ADMITTED


def test_the_waiting_list_is_decided_in_the_order_of_its_ranks(team, session):
    rows = [candidate(session) for _ in range(3)]
    told = {
        row.pk: Choice(Outcome.WAITLISTED, rank) for row, rank in zip(rows, [7, 2, 4], strict=True)
    }
    save_proposal(session, told, revision=0, by=None)

    decided(session)

    waiting = Application.objects.filter(state=State.WAITLISTED).order_by("decided_at")
    assert list(waiting) == [rows[1], rows[2], rows[0]]
    assert list(ProposalLine.objects.order_by("pk").values_list("rank", flat=True)) == [1, 2, 3]


def test_a_rank_left_empty_follows_the_marks(team, session):
    low, high = candidate(session), candidate(session)
    read(low, team[0], 2)
    read(high, team[0], 4)

    proposed(session, waitlisted=[low, high])

    lines = ProposalLine.objects.order_by("rank")
    assert [line.application for line in lines] == [high, low]


def test_a_reason_stays_when_the_proposal_is_saved_again(team, session):
    first, second = candidate(session), candidate(session)
    proposed(session, refused=[first])
    give_reasons(session, "Hors du champ.")

    proposed(session, refused=[first], admitted=[second])

    assert ProposalLine.objects.get(application=first).reason == "Hors du champ."


def test_many_are_decided_a_few_at_a_time(team, session):
    proposed(session, pooled=[candidate(session) for _ in range(5)])

    assert [decided(session, limit=2) for _ in range(3)] == [3, 1, 0]
    assert Letter.objects.count() == 5


def test_one_who_was_never_studied_is_studied_on_the_way(team, session):

    application = make_application(session)
    proposed(session, admitted=[application])

    decided(session)

    assert states(application) == [State.ADMITTED]
