"""What each room does when two files of one person both hold something."""

from datetime import date, timedelta

import pytest

from crm.applications.models import Application, ApplicationState, Attendance, EnrolmentState
from crm.applications.services import apply, move_enrolment
from crm.indicators.counting import compute
from crm.journal.refusal import Refused
from crm.journeys.models import CloseReason, Journey, Stage, Task, Track
from crm.journeys.services import open_journey
from crm.journeys.timeline import moments
from crm.letters.models import Letter
from crm.people.merging.rules import Choices
from crm.people.merging.services import merge, preview
from crm.people.models import DuplicatePair, PairState, Person
from crm.support.models import ActivityCreation, FollowUp, PlanBasis
from crm.support.plans import open_plan
from crm.support.services import follow_up, note_activity
from crm.workspaces.models import HalfDay, Presence
from crm.workspaces.services import note_presence
from tests.crm.applications.lives import admitted, confirmed, studied
from tests.crm.desk import colleague, qualified
from tests.crm.factories import make_person
from tests.crm.people.doubles import FIRST, LATER, NOW, followed, two_files
from tests.telecentre.factories import SiteFactory
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db


def in_one(kept, ended, household=""):
    merged = merge(kept, ended, choices=Choices(household=household), by=None, at=NOW)
    kept.refresh_from_db()
    return merged


def test_of_two_open_journeys_the_one_that_got_further_stays():
    kept, ended = two_files()
    followed(kept, FIRST)
    further = qualified(ended, at=LATER)

    told = in_one(kept, ended).told

    further.refresh_from_db()
    other = Journey.objects.exclude(pk=further.pk).get()
    assert (further.person, further.stage, further.closed_at) == (kept, Stage.QUALIFIED, None)
    assert (other.stage, other.close_reason) == (Stage.CLOSED, CloseReason.MERGED)
    assert further.interactions.count() == 2
    assert further.tasks.count() == Task.objects.count() == 1
    assert "était ouvert deux fois" in told[0]


def test_at_the_same_step_the_survivors_journey_stays_and_both_owners_keep_it():
    kept, ended = two_files()
    one, other = colleague(), colleague()
    mine = open_journey(kept, Track.INDEPENDENT, owner=one, at=FIRST)
    open_journey(ended, Track.INDEPENDENT, owner=other, project="Traduire", at=LATER)

    in_one(kept, ended)

    mine.refresh_from_db()
    assert (mine.closed_at, mine.owner, mine.project) == (None, one, "Traduire")
    assert list(mine.co_owners.all()) == [other]


def test_journeys_on_two_tracks_both_go_on():
    kept, ended = two_files()
    followed(kept, FIRST)
    followed(ended, LATER, Track.RELOCATION)

    in_one(kept, ended)

    assert Journey.objects.open().filter(person=kept).count() == 2


def test_the_timeline_tells_both_lives_and_the_merging():
    kept, ended = two_files()
    followed(kept, FIRST)
    followed(ended, LATER, Track.RELOCATION)

    in_one(kept, ended)

    told = [moment.title for moment in moments(kept, colleague())]
    assert told.count("Parcours ouvert") == 2
    assert f"Dossier n° {ended.file_number} fusionné avec celui-ci" in told


def test_of_two_live_applications_to_a_session_the_one_that_got_further_stays():
    session = SessionFactory()
    shorter = studied(session).person
    further = admitted(session).person
    Letter.objects.all().delete()

    in_one(shorter, further)

    states = Application.objects.filter(person=shorter).values_list("state", flat=True)
    assert sorted(states) == [ApplicationState.ADMITTED, ApplicationState.WITHDRAWN]
    assert not Letter.objects.exists()


def test_two_seats_in_one_session_are_to_settle_first():
    session = SessionFactory()
    one, other = admitted(session).person, admitted(session).person

    with pytest.raises(Refused, match="tiennent chacun une place"):
        in_one(one, other)

    assert Person.objects.alive().count() == 2


def test_a_half_day_signed_twice_in_one_session_is_kept_once():
    session = SessionFactory()
    gone, stays = confirmed(session), confirmed(session)
    day = session.starts_on
    for enrolment, paper in ((gone, True), (stays, False)):
        Attendance.objects.create(enrolment=enrolment, date=day, half="am", on_paper=paper)
    move_enrolment(gone, EnrolmentState.WITHDRAWN, at=NOW)

    in_one(stays.application.person, gone.application.person)

    assert Attendance.objects.get().on_paper


def test_the_same_half_day_at_the_telecentre_is_kept_once():
    kept, ended = two_files()
    site = SiteFactory(opened_on=date(2006, 1, 1))
    day = NOW.date() - timedelta(days=1)
    for person, half in ((kept, "am"), (ended, "am"), (ended, "pm")):
        note_presence(person, site, day, HalfDay(half), at=NOW)

    told = in_one(kept, ended).told

    assert sorted(Presence.objects.filter(person=kept).values_list("half", flat=True)) == [
        "am",
        "pm",
    ]
    assert Presence.objects.count() == 2
    assert "gardées une : 1" in told[0]


def test_two_live_plans_are_to_settle_first():
    kept, ended = two_files()
    for person in (kept, ended):
        open_plan(person, PlanBasis.TRAINED, FIRST.date(), at=FIRST)

    with pytest.raises(Refused, match="accompagnement en cours"):
        in_one(kept, ended)


def test_an_activity_and_an_answer_noted_twice_are_kept_once():
    kept, ended = two_files()
    day = FIRST.date()
    note_activity(kept, "creation", day, telework=False, at=FIRST)
    note_activity(ended, "creation", day, trade="traductrice", at=FIRST)
    follow_up(kept, "unreached", at=LATER)
    follow_up(ended, "active", at=LATER)

    in_one(kept, ended)

    activity = ActivityCreation.objects.get()
    assert (activity.person, activity.trade, activity.telework) == (kept, "traductrice", True)
    answers = FollowUp.objects.filter(person=kept).values_list("asked_on", "answer")
    assert list(answers) == [(FIRST.date(), "active"), (LATER.date(), "active")]


def test_a_pair_is_settled_and_what_was_said_of_others_is_kept():
    kept, ended = two_files()
    third, fourth = make_person(), make_person()

    def pair(one, other, **told):
        return DuplicatePair.objects.create(
            first=one, second=other, score=50, reason="Même nom.", found_at=FIRST, **told
        )

    said = {"state": PairState.DISTINCT, "settled_at": LATER}
    own, known, theirs = pair(kept, ended), pair(kept, third), pair(ended, third, **said)
    moved = pair(ended, fourth)

    in_one(kept, ended)

    for row in (own, known, moved):
        row.refresh_from_db()
    assert (own.state, known.state) == (PairState.MERGED, PairState.DISTINCT)
    assert (moved.first, moved.second, moved.state) == (kept, fourth, PairState.TO_REVIEW)
    assert not DuplicatePair.objects.filter(pk=theirs.pk).exists()


def test_the_figures_lose_the_double_alone_and_exactly_as_announced():
    day = NOW.date()
    kept, ended = two_files()
    other = make_person(at=FIRST)
    for person in (kept, ended, other):
        apply(person, SessionFactory(), at=LATER)
    before = compute(day)

    announced = preview(kept, ended, by=None, at=NOW)
    untouched = compute(day)
    in_one(kept, ended)

    after = compute(day)
    assert untouched == before
    assert (before["I1"].value, after["I1"].value) == (3, 2)
    assert before["I1b"].value == after["I1b"].value == 3
    # Nobody knows what brought them: one less to whom that may be asked.
    assert [(change.before, change.after) for change in announced.figures] == [
        ("3", "2"), ("0, 3 inconnus", "0, 2 inconnus"),
    ]  # fmt: skip
    assert [change.label.split(" – ")[0] for change in announced.figures] == ["I1", "I12_came"]


def test_a_preview_changes_nothing():
    kept, ended = two_files()
    followed(kept, FIRST)
    followed(ended, LATER)

    found = preview(kept, ended, choices=Choices(frozenset({"trade"})), by=None, at=NOW)

    assert "1\N{NO-BREAK SPACE}échange" in found.moved
    assert Person.objects.alive().count() == 2
    assert kept.trade == ""
    assert Journey.objects.open().count() == 2
