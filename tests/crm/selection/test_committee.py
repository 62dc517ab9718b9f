"""The committee of a session: what the group becomes while it is composed, letters read, all decided."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.applications.balance import balance_of
from crm.applications.models import Application, ApplicationState
from crm.applications.services import move
from crm.letters.models import Letter
from crm.people.models import HouseholdMember, Person
from crm.selection.models import Examination, ProposalLine, Reading
from crm.selection.proposals import proposal_of
from tests.crm.factories import make_household, make_territory
from tests.crm.selection.acts import candidate, given, proposed, read

pytestmark = pytest.mark.django_db
State = ApplicationState


def at(session, name="crm_committee"):
    return reverse(name, args=[session.pk])


def ticked(session, **choices):
    said = {"revision": proposal_of(session).revision, "held_on": "", "present": ""}
    for outcome, rows in choices.items():
        said |= {f"{row.pk}-outcome": outcome for row in rows}
    return said


def test_a_proposed_set_is_counted_with_the_seats_held(team, session):
    communes = make_territory()
    held = candidate(session, commune=communes["murat"], civility="f")
    move(held, State.ADMITTED)
    from_lyon = [candidate(session, commune=communes["lyon"], civility="m") for _ in range(2)]

    made = balance_of(session, plus=from_lyon)

    # One held from the territory, two proposed from elsewhere: 2 of 3, 67 %.
    assert (made.taken, made.left, made.exogenous, made.known, made.share) == (3, 2, 2, 3, 67)
    assert made.genders == [("femme", 1), ("hommes", 2)]
    assert balance_of(session).share == 0


def test_too_many_are_told(desk, session):
    rows = [candidate(session) for _ in range(7)]

    page = desk[0].post(at(session, "crm_committee_balance"), ticked(session, admitted=rows))

    assert "2 de trop" in page.content.decode()


def test_candidates_come_by_their_marks_with_what_makes_a_balance(team, desk, session):
    communes = make_territory()
    low = candidate(session, commune=communes["lyon"], civility="m")
    high = candidate(session, commune=communes["murat"], civility="f")
    for row, mark in ((low, 2), (high, 4)):
        read(row, team[0], mark)

    answer = desk[1].get(at(session))

    assert [row.application for row in answer.context["rows"]] == [high, low]
    page = answer.content.decode()
    for told in ("d’une autre région", "du territoire", "femme, ", "<b>80</b>"):
        assert told in page


def test_those_who_live_together_stand_side_by_side(team, desk, session):
    best, between, partner = (candidate(session) for _ in range(3))
    for row, mark in ((best, 4), (between, 3), (partner, 2)):
        read(row, team[0], mark)
    home = make_household(best.person)
    HouseholdMember.objects.create(
        household=home, person=partner.person, role="adult", starts_on=home.created_at.date()
    )

    answer = desk[1].get(at(session))

    rows = answer.context["rows"]
    assert [row.application for row in rows] == [best, partner, between]
    assert f"Même foyer que {partner.person}" in answer.content.decode()


def test_one_recalculates_without_saving(desk, session):
    row = candidate(session, commune=make_territory()["lyon"])

    page = desk[0].post(at(session), ticked(session, admitted=[row]) | {"recalculate": "1"})

    assert "<b>100&nbsp;%</b>, 1 sur 1" in page.content.decode()
    assert not ProposalLine.objects.exists()


def test_what_is_proposed_is_kept_and_found_again(desk, session):
    first, second = candidate(session), candidate(session)

    desk[0].post(
        at(session), ticked(session, admitted=[first], waitlisted=[second]) | {"save": "1"}
    )

    rows = {row.application.pk: row for row in desk[1].get(at(session)).context["rows"]}
    assert (rows[first.pk].chosen, rows[second.pk].chosen) == ("admitted", "waitlisted")
    assert rows[second.pk].rank == "1"


def test_the_last_writer_is_told_of_what_they_would_overwrite(team, desk, session):
    row = candidate(session)
    mine = ticked(session, refused=[row]) | {"save": "1"}
    desk[1].post(at(session), ticked(session, admitted=[row]) | {"save": "1"})

    told = desk[0].post(at(session), mine)
    page = told.content.decode()
    again = desk[0].post(at(session), mine | {"revision": told.context["revision"]})

    assert told.status_code == 409
    assert team[1].get_full_name() in page
    assert "admettre de son côté, refuser du vôtre" in page
    assert again.status_code == 302
    assert ProposalLine.objects.get().outcome == "refused"


@pytest.mark.parametrize("rank", ["0", "1000", "beaucoup", "-3", "9" * 40])
def test_a_rank_that_is_none_is_told_beside_the_person(desk, session, rank):
    row = candidate(session)
    said = ticked(session, waitlisted=[row]) | {f"{row.pk}-rank": rank, "save": "1"}

    answer = desk[0].post(at(session), said)

    assert answer.status_code == 422
    assert "Un rang" in answer.content.decode()


def test_the_whole_committee_to_the_letters(team, desk, session):
    first, second = candidate(session), candidate(session)
    desk[0].post(at(session), ticked(session, admitted=[first], refused=[second]) | {"next": "1"})
    where = at(session, "crm_committee_letters")
    line = ProposalLine.objects.get(application=second)
    shown = desk[0].get(where)
    said = {"revision": shown.context["proposal"].revision, "decide": "1"}

    empty = desk[0].post(where, said)
    changed = desk[0].post(where, said | {f"reason_{line.pk}": "Hors du champ."})
    reread = desk[0].get(where)
    body = reread.content.decode()
    done = desk[0].post(
        where,
        {
            "revision": reread.context["proposal"].revision,
            f"reason_{line.pk}": "Hors du champ.",
            "decide": "1",
        },
    )

    assert "Une place vous y est réservée" in shown.content.decode()
    assert "Un refus n’est pas motivé" in empty.content.decode()
    # A reason that has just been typed changes a letter: it is read again before it leaves.
    assert changed.status_code == 302
    assert "Hors du champ." in body
    assert done.url == at(session, "crm_committee_minutes")
    assert Letter.objects.count() == 2
    assert Letter.objects.get(person=second.person).body in _plain(reread, second)
    minutes = desk[0].get(done.url).content.decode()
    assert "Relevé de décisions" in minutes
    assert "Hors du champ." in minutes


def _plain(answer, application):
    return [
        letter.body
        for line, _, letter, _ in answer.context["letters"]
        if line.application_id == application.pk
    ]


def test_comments_of_readers_are_on_no_list(team, desk, session):
    row = candidate(session)
    read(row, team[0], 4)
    proposed(session, admitted=[row])

    for name in ("crm_committee", "crm_committee_minutes", "crm_committee_letters"):
        assert "Dit pourquoi." not in desk[1].get(at(session, name)).content.decode()
    assert "Dit pourquoi." not in desk[1].get(reverse("crm_selection")).content.decode()


@pytest.mark.parametrize("name", ["crm_committee", "crm_selection", "crm_pool", "crm_readings"])
def test_a_screen_costs_the_same_for_25_and_250(team, desk, session, name):
    """Rows are copied rather than made one by one: what is counted is the reading of them."""
    where = reverse(name, args=[session.pk] if name == "crm_committee" else [])
    fill(session, team, 25)
    desk[0].get(where)
    with CaptureQueriesContext(connection) as few:
        desk[0].get(where)
    fill(session, team, 225)
    with CaptureQueriesContext(connection) as many:
        desk[0].get(where)

    assert len(many) == len(few)


def fill(session, team, number):
    """Candidates who were read by one, and others without a session, many at once."""
    model = candidate(session)
    (reading,) = given(model, team[0])
    people = Person.objects.bulk_create(
        Person(
            first_name="Ana", last_name=f"Rey {reading.pk} {rank}", name_key=f"rey {rank} ana",
            file_number=f"X-{reading.pk}-{rank}", created_at=model.submitted_at,
            last_inbound_at=model.submitted_at,
        )
        for rank in range(number - 1)
    )  # fmt: skip
    common = {"submitted_at": model.submitted_at, "origin": "country", "state": "under_review"}
    rows = Application.objects.bulk_create(
        Application(person=person, session=session, **common) for person in people
    )
    Application.objects.bulk_create(
        Application(person=person, session=None, **common) for person in people
    )
    examinations = Examination.objects.bulk_create(
        Examination(application=row, grid=reading.examination.grid, opened_at=model.submitted_at)
        for row in rows
    )
    Reading.objects.bulk_create(
        Reading(
            examination=one, reader=team[0], due_on=reading.due_on, assigned_at=model.submitted_at
        )
        for one in examinations
    )
