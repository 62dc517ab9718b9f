"""The stages of a track are read from a table; their guards stay in the code."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.journeys import facts, routes
from crm.journeys.board import columns
from crm.journeys.models import ORDER, Journey, Route, Stage, Track, TrackStage
from crm.journeys.services import advance, move
from tests.crm.desk import at_the_desk, colleague, journey_of, qualified

pytestmark = pytest.mark.django_db


def drop(track, *stages):
    TrackStage.objects.filter(route=track, stage__in=stages).delete()


def itinerary(track="t1"):
    return routes.read()[track]


def test_each_track_goes_through_its_own_stages():
    kept = {track: [str(one) for one in itinerary(track).kept()] for track in Track.values}

    assert "trainee" in kept["t1"]
    assert "trainee" not in kept["t2"]
    assert "settling" not in kept["t4"]
    for stages in kept.values():
        assert stages[:2] == ["contact", "qualified"]
        assert stages[-1] == "completed"


def test_stages_that_no_room_vouches_for_stay_hidden():
    assert Stage.RESIDENCE in itinerary().stages
    assert Stage.RESIDENCE not in itinerary().kept()
    assert set(itinerary().kept()) <= set(facts.FACTS)


def test_a_track_without_rows_goes_through_all_the_stages():
    Route.objects.filter(track="t1").delete()

    assert itinerary().stages == tuple(ORDER)


def test_a_stage_that_is_not_on_the_track_is_refused_and_not_followed():
    journey = qualified(track=Track.EMPLOYEE)

    with pytest.raises(Refused, match="n’est pas sur ce parcours"):
        move(journey, Stage.APPLICANT)
    advance(journey, Stage.APPLICANT)

    assert journey.stage == Stage.QUALIFIED


def test_one_goes_back_to_the_stage_before_on_the_same_track():
    drop("t1", Stage.APPLICANT, Stage.VISITING, Stage.RESIDENCE)
    journey = qualified()
    Journey.objects.filter(pk=journey.pk).update(stage=Stage.SETTLING)

    with pytest.raises(Refused, match="ne mène pas"):
        move(journey, Stage.QUALIFIED, reason="projet à revoir")
    move(journey, Stage.TRAINEE, reason="projet à revoir")

    assert journey.stage == Stage.TRAINEE


def test_a_journey_whose_stage_was_dropped_still_moves_on():
    journey = qualified()
    Journey.objects.filter(pk=journey.pk).update(stage=Stage.APPLICANT)
    drop("t1", Stage.APPLICANT)

    (here,) = [
        column for column in columns(Journey.objects.all(), timezone.localdate()) if column.cards
    ]
    offered = [stage for stage, _ in here.cards[0].ways]
    assert here.stage == Stage.APPLICANT
    assert offered[:3] == [Stage.QUALIFIED, Stage.TRAINEE, Stage.VISITING]
    move(journey, Stage.QUALIFIED, reason="candidature retirée")
    assert journey.stage == Stage.QUALIFIED


def test_the_order_of_the_table_is_the_order_of_the_track():
    TrackStage.objects.filter(route="t1", stage=Stage.SETTLING).update(position=1)
    TrackStage.objects.filter(route="t1", stage=Stage.QUALIFIED).update(position=6)

    way = itinerary()

    assert way.is_back(Stage.QUALIFIED, Stage.SETTLING)
    assert not way.is_back(Stage.TRAINEE, Stage.QUALIFIED)


def test_the_board_of_a_track_shows_its_stages_alone():
    desk = at_the_desk()

    page = desk.get(reverse("crm_board"), {"track": "t2"}).content.decode()

    assert 'id="stage-settling"' in page
    assert 'id="stage-trainee"' not in page
    assert 'id="stage-trainee"' in desk.get(reverse("crm_board")).content.decode()


def test_the_file_draws_the_stages_of_its_track():
    journey = journey_of(track=Track.RETURN)

    page = at_the_desk().get(reverse("crm_person", args=[journey.person_id])).content.decode()

    drawn = page.split('<ol class="stages">')[1].split("</ol>")[0]
    assert "Stagiaire" in drawn
    assert "Installation" not in drawn


@pytest.mark.parametrize(
    "wrong", [{"expected_days": 0}, {"expected_days": 9999}, {"stage": "closed"}]
)
def test_the_database_refuses_a_stage_that_makes_no_sense(wrong):
    row = TrackStage.objects.get(route="t1", stage="trainee")
    for name, value in wrong.items():
        setattr(row, name, value)

    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        TrackStage.objects.filter(pk=row.pk).update(**wrong)


def test_a_stage_is_once_on_a_track():
    with pytest.raises(IntegrityError), transaction.atomic():
        TrackStage.objects.create(route_id="t1", stage="trainee")


def posted(track, stages):
    """The form of a track, its stages in an order; those left out are deleted."""
    rows = list(TrackStage.objects.filter(route=track))
    known = {row.stage: row for row in rows}
    form = {"stages-TOTAL_FORMS": 0, "stages-INITIAL_FORMS": len(rows)}
    listed = [*rows, *[stage for stage in stages if stage not in known]]
    for number, row in enumerate(listed):
        stage, key = (row.stage, row.pk) if isinstance(row, TrackStage) else (row, "")
        told = {
            "id": key, "stage": stage, "expected_days": 30, "help": "",
            "ORDER": stages.index(stage) + 1 if stage in stages else 99,
            "DELETE": "" if stage in stages else "on",
        }  # fmt: skip
        form |= {f"stages-{number}-{name}": value for name, value in told.items()}
    form["stages-TOTAL_FORMS"] = len(listed)
    return form


def save(track, stages, user=None, **more):
    desk = at_the_desk(user or colleague("Responsables"))
    answer = desk.post(reverse("crm_routes:edit", args=[track]), posted(track, stages) | more)
    return answer, [str(stage) for stage in itinerary(track).stages]


def test_a_manager_adds_drops_and_sorts_stages():
    asked = ["contact", "qualified", "settling", "visiting", "completed"]

    answer, kept = save("t4", asked)

    assert answer.status_code == 302
    assert kept == asked
    assert itinerary("t4").days[Stage.SETTLING] == 30


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        (["qualified", "contact", "completed"], "commence par « Contact »"),
        (["contact", "trainee", "completed"], "« Qualifié » reste"),
        (["contact", "qualified", "trainee"], "s’achève par « Terminé »"),
    ],
)
def test_what_the_code_stands_on_is_not_taken_away(stages, said):
    before = [str(stage) for stage in itinerary("t4").stages]

    answer, kept = save("t4", stages)

    assert said in answer.content.decode()
    assert kept == before


def test_a_stage_in_which_journeys_stand_is_not_dropped():
    journey = qualified()
    Journey.objects.filter(pk=journey.pk).update(stage=Stage.TRAINEE)

    answer, kept = save("t1", ["contact", "qualified", "settling", "completed"])

    assert "Un parcours est à l’étape « Stagiaire »" in answer.content.decode()
    assert "trainee" in kept


@pytest.mark.parametrize("days", ["0", "-3", "99999", "abc"])
def test_expected_days_that_make_no_sense_are_refused_and_nothing_is_lost(days):
    stages = [str(stage) for stage in itinerary("t4").stages]

    answer, _ = save("t4", stages, **{"stages-0-expected_days": days})

    assert answer.status_code == 200
    assert f'value="{days}"' in answer.content.decode()


def test_a_stage_is_listed_once():
    stages = [str(one) for one in itinerary("t4").stages]
    form = posted("t4", [*stages, "visiting"])
    form[f"stages-{len(stages)}-stage"] = "trainee"

    url = reverse("crm_routes:edit", args=["t4"])
    answer = at_the_desk(colleague("Responsables")).post(url, form)

    page = answer.content.decode()
    assert "qu’une fois sur un parcours" in page
    assert "dans route" not in page


def test_a_stage_taken_away_and_added_at_once_stays():
    stages = ["contact", "qualified", "completed"]
    form = posted("t4", [*stages, "visiting"])
    number = form["stages-TOTAL_FORMS"] - 1
    form |= {f"stages-{number}-stage": "trainee", f"stages-{number}-ORDER": 2}

    url = reverse("crm_routes:edit", args=["t4"])
    answer = at_the_desk(colleague("Responsables")).post(url, form)

    assert answer.status_code == 302
    assert Stage.TRAINEE in itinerary("t4").stages


def test_one_stage_is_not_changed_into_another():
    answer, _ = save("t4", [str(one) for one in itinerary("t4").stages], **{
        "stages-2-stage": "trainee", "stages-3-stage": "applicant",
    })  # fmt: skip

    assert "Une étape ne se change pas" in answer.content.decode()


@pytest.mark.parametrize("name", ["crm_routes", "crm_task_templates"])
@pytest.mark.parametrize("group", ["Conseillers", "Formateurs", "Élus"])
def test_the_settings_are_open_to_managers_alone(name, group):
    url = reverse(f"{name}:index")

    assert at_the_desk(colleague("Responsables")).get(url).status_code == 200
    assert at_the_desk(colleague(group)).get(url).status_code == 302
