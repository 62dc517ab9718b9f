"""The doors of journeys: paths, facts, pauses, closing, reopening."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Entry
from crm.journal.refusal import Refused
from crm.journeys import facts
from crm.journeys.models import ORDER, PATHS, Journey, Stage
from crm.journeys.services import advance, move, open_journey, pause, resume
from tests.crm.desk import journey_of, qualified
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db


def test_a_journey_without_its_facts_says_all_that_is_missing():
    journey = journey_of()

    with pytest.raises(Refused) as refusal:
        move(journey, Stage.QUALIFIED)

    for word in ("commune", "échange", "projet", "échéance"):
        assert word in str(refusal.value)


def test_every_move_is_written_with_its_author_and_reason():
    journey = qualified()

    move(journey, Stage.CONTACT, reason="adresse fausse")

    line = Entry.objects.about(journey).moves().last()
    assert (line.before, line.after, line.reason) == ("qualified", "contact", "adresse fausse")


def test_going_back_needs_a_reason():
    with pytest.raises(Refused, match="motivé"):
        move(qualified(), Stage.CONTACT)


@pytest.mark.parametrize("stage", ORDER)
def test_one_goes_back_one_stage_at_most(stage):
    rank = ORDER.index(stage)
    behind = {other for other in PATHS[stage] if other in ORDER[: max(rank - 1, 0)]}

    assert behind == set()


@pytest.mark.parametrize("stage", [Stage.APPLICANT, Stage.TRAINEE, Stage.SETTLING, Stage.SUPPORTED])
def test_no_stage_is_entered_without_its_fact(stage):
    with pytest.raises(Refused, match="Il manque"):
        move(qualified(), stage)


def test_a_stage_that_no_room_vouches_for_is_not_offered(monkeypatch):
    monkeypatch.delitem(facts._facts, Stage.RESIDENCE)
    with pytest.raises(Refused, match="suivie par aucune"):
        move(qualified(), Stage.RESIDENCE)


def test_closing_needs_a_reason_of_the_list():
    journey = journey_of()

    with pytest.raises(Refused, match="motif de clôture"):
        move(journey, Stage.CLOSED, close_reason="parce que")


def closed(days_ago: int) -> Journey:
    at = timezone.now() - timedelta(days=days_ago)
    return move(journey_of(at=at), Stage.CLOSED, close_reason="gave_up", at=at)


def test_a_journey_closed_lately_opens_again():
    journey = closed(days_ago=700)

    move(journey, Stage.QUALIFIED)

    assert (journey.stage, journey.closed_at, journey.close_reason) == ("qualified", None, "")


def test_a_journey_closed_for_two_years_stays_closed_and_the_next_one_follows_it():
    journey = closed(days_ago=731)

    with pytest.raises(Refused, match="24 mois"):
        move(journey, Stage.QUALIFIED)

    assert open_journey(journey.person, journey.track).follows == journey


def test_a_person_follows_a_track_once():
    journey = journey_of()

    assert open_journey(journey.person, journey.track) == journey
    with pytest.raises(IntegrityError), transaction.atomic():
        Journey.objects.create(
            person=journey.person, track=journey.track, stage_entered_at=journey.opened_at,
            opened_at=journey.opened_at,
        )  # fmt: skip


def test_reopening_beside_an_open_journey_is_refused():
    journey = closed(days_ago=10)
    open_journey(journey.person, journey.track)

    with pytest.raises(Refused, match="suit déjà"):
        move(journey, Stage.QUALIFIED)


def test_advancing_never_goes_back_nor_complains():
    journey = qualified()

    advance(journey, Stage.CONTACT)
    advance(journey, Stage.SUPPORTED)

    assert journey.stage == Stage.QUALIFIED


def test_a_pause_leaves_the_stage_and_the_journey_sleeps_until_its_day():
    journey = qualified()
    today = timezone.localdate()

    pause(journey, today + timedelta(days=30), "naissance", by=None)

    assert journey.stage == Stage.QUALIFIED
    assert journey not in Journey.objects.running(today)
    assert journey in Journey.objects.running(today + timedelta(days=30))


@pytest.mark.parametrize(("days", "reason"), [(0, "naissance"), (-1, "naissance"), (10, " ")])
def test_a_pause_has_a_reason_and_an_end_to_come(days, reason):
    with pytest.raises(Refused):
        pause(journey_of(), timezone.localdate() + timedelta(days=days), reason, by=None)


def test_a_journey_is_paused_once_at_a_time_and_taken_up_again():
    journey = journey_of()
    later = timezone.localdate() + timedelta(days=30)
    pause(journey, later, "naissance", by=None)

    with pytest.raises(Refused, match="déjà en pause"):
        pause(journey, later, "travaux", by=None)
    resume(journey, by=None)

    assert journey in Journey.objects.running(timezone.localdate())
    with pytest.raises(Refused, match="pas en pause"):
        resume(journey, by=None)


def test_a_closed_journey_does_not_pause():
    with pytest.raises(Refused, match="clos"):
        pause(closed(1), timezone.localdate() + timedelta(days=3), "naissance", by=None)


def test_the_origin_is_frozen_when_the_journey_opens():
    assert journey_of(make_person(country="CH")).origin == "abroad"
