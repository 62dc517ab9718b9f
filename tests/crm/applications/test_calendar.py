"""The calendar of a session: laid, moved, cancelled; nobody and no room in two places at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from crm.applications.attendance import note_attendance
from crm.applications.calendar.conflicts import Plan
from crm.applications.calendar.notices import TEMPLATE
from crm.applications.calendar.planning import (
    cancel_half_day,
    change_half_day,
    plan_weeks,
)
from crm.applications.calendar.programme import modules_of, take_titles
from crm.applications.calendar.windows import Dates, proposed, set_windows, windows_of
from crm.applications.models import TaughtHalfDay
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from tests.crm.applications.lives import STARTS, noon
from tests.crm.applications.taught import AM, PM, confirmed, half_day, room, taught_session
from tests.crm.factories import UserFactory
from tests.training.factories import WeekFactory


@pytest.fixture
def trainer():
    return UserFactory(groups=["Formateurs"], first_name="Nadia", last_name="Sow")


@pytest.mark.django_db
def test_the_weeks_on_site_are_laid_in_one_gesture(trainer):
    session, space = taught_session(), room()

    rows = plan_weeks(session, trainer=trainer, space=space)

    first, last = rows[0], rows[-1]
    assert len(rows) == 20
    assert (first.date, first.half, first.starts_at, first.ends_at) == (
        STARTS, AM, time(9), time(12, 30),
    )  # fmt: skip
    assert (first.title, last.title) == ("Sur place 4", "Sur place 5")
    assert {(row.minutes, row.trainer, row.space) for row in rows} == {(210, trainer, space)}


@pytest.mark.django_db
def test_weekends_and_public_holidays_are_left_out():
    session = taught_session()
    # Ascension day 2011 is Thursday 2 June; the week runs to Sunday.
    WeekFactory(session=session, starts_on=date(2011, 5, 30), ends_on=date(2011, 6, 5))

    days = {row.date for row in plan_weeks(session) if row.date.month in (5, 6)}

    assert date(2011, 6, 2) not in days
    assert date(2011, 6, 3) in days
    assert not {day for day in days if day.weekday() > 4}


@pytest.mark.django_db
def test_laying_again_adds_what_is_missing_alone():
    session = taught_session()
    plan_weeks(session)
    cancelled = TaughtHalfDay.objects.filter(session=session).first()
    cancel_half_day(cancelled, "Neige.")

    again = plan_weeks(session)

    assert [(row.date, row.half) for row in again] == [(cancelled.date, cancelled.half)]
    with pytest.raises(Refused, match="déjà toutes ses semaines"):
        plan_weeks(session)


@pytest.mark.django_db
def test_a_trainer_taken_elsewhere_is_told_with_the_other_session(trainer):
    first, second = taught_session(label="printemps"), taught_session(label="été")
    half_day(first, trainer=trainer)

    with pytest.raises(
        Refused, match=r"Nadia Sow enseigne à « .*, printemps » le 9\xa0mai\xa02011"
    ):
        half_day(second, trainer=trainer)
    with pytest.raises(Refused, match="Nadia Sow enseigne à"):
        plan_weeks(second, trainer=trainer)

    assert not TaughtHalfDay.objects.filter(session=second).exists()


@pytest.mark.django_db
def test_a_room_taken_elsewhere_is_told_with_the_other_session():
    space = room()
    half_day(taught_session(label="printemps"), space=space)

    with pytest.raises(Refused, match=r"Salle Prat de Bouc sert à « .*, printemps »"):
        half_day(taught_session(), space=space)


@pytest.mark.django_db
def test_the_database_refuses_what_the_check_missed(trainer):
    row = half_day(taught_session(), trainer=trainer)
    other = half_day(taught_session(), half=PM)

    with pytest.raises(IntegrityError), transaction.atomic():
        TaughtHalfDay.objects.filter(pk=other.pk).update(trainer=trainer, half=row.half)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("taken", ["trainer", "space"])
def test_two_sessions_take_the_same_at_once_and_one_has_it(taken, trainer):
    told = {"trainer": trainer} if taken == "trainer" else {"space": room()}
    sessions = [taught_session(), taught_session()]

    def plan(session):
        try:
            half_day(session, **told)
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(max_workers=2) as desks:
        said = list(desks.map(plan, sessions))

    assert sorted(map(bool, said)) == [False, True]
    assert TaughtHalfDay.objects.filter(date=STARTS, half=AM).count() == 1
    assert any("enseigne à" in one or "sert à" in one for one in said)


@pytest.mark.django_db
def test_a_half_day_is_moved_and_the_calendars_know_it(trainer):
    row = half_day(taught_session(), trainer=trainer)
    later = STARTS + timedelta(days=1)

    moved = change_half_day(
        row, Plan(later, PM, time(14), time(16), title="Autre"), at=noon(STARTS)
    )

    assert (moved.date, moved.half, moved.minutes, moved.trainer) == (later, PM, 120, None)
    assert moved.changed_at == noon(STARTS)


@pytest.mark.django_db
def test_the_group_is_told_of_what_matters_to_it(trainer):
    session = taught_session()
    row, enrolment = half_day(session), confirmed(session)
    written = Letter.objects.filter(template=TEMPLATE)

    change_half_day(row, Plan(STARTS, AM, time(9), time(12, 30), title="Autre"), tell=True)
    assert not written.exists()
    change_half_day(row, Plan(STARTS, PM, time(14), time(17), title="Autre"), tell=True)
    cancel_half_day(row, "Neige.", tell=True)

    moved, gone = written.order_by("pk")
    assert moved.person == enrolment.application.person
    assert "prévue le lundi\xa09\xa0mai\xa02011, de 9\xa0h à 12\xa0h\xa030" in moved.body
    assert "de 14\xa0h à 17\xa0h" in moved.body
    assert "Neige." in gone.body


@pytest.mark.django_db
def test_what_was_signed_moves_no_more():
    session = taught_session()
    row = half_day(session)
    note_attendance(confirmed(session), STARTS, AM, at=noon(STARTS))

    with pytest.raises(Refused, match="Des présences sont notées"):
        cancel_half_day(row, "Neige.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "hours", "said"),
    [
        (STARTS - timedelta(days=1), (time(9), time(12)), "La session va du 09/05/2011"),
        (STARTS, (time(12), time(9)), "La fin précède le début"),
        (STARTS, (time(8), time(18)), "cinq heures au plus"),
    ],
)
def test_a_half_day_that_cannot_be_is_told(day, hours, said):
    row = half_day(taught_session())

    with pytest.raises(Refused, match=said):
        change_half_day(row, Plan(day, AM, *hours, title="Autre"))


@pytest.mark.django_db
def test_presences_noted_before_the_calendar_belong_to_it():
    session = taught_session()
    noted = note_attendance(confirmed(session), STARTS, AM, at=noon(STARTS))

    plan_weeks(session)

    noted.refresh_from_db()
    assert noted.half_day is not None
    assert (noted.half_day.date, noted.half_day.half) == (STARTS, AM)


@pytest.mark.django_db
def test_titles_taken_once_do_not_follow_the_catalogue():
    session = taught_session()
    module = session.course.modules.get(number=1)
    before = [row.title for row in modules_of(session)]
    module.title = "Un autre titre"
    module.save()
    assert modules_of(session)[0].title == "Un autre titre"

    take_titles(session)
    module.title = before[0]
    module.save()
    take_titles(session)

    assert modules_of(session)[0].title == "Un autre titre"
    assert len(modules_of(session)) == 5


@pytest.mark.django_db
def test_the_first_presence_takes_the_titles():
    session = taught_session()

    note_attendance(confirmed(session), STARTS, AM, at=noon(STARTS))

    assert session.taught_modules.count() == 5


@pytest.mark.django_db
def test_dates_are_proposed_between_the_weeks_and_kept_as_they_are_said():
    session = taught_session()
    dates = proposed(session)

    set_windows(session, dates)

    kept = list(windows_of(session).values())
    assert kept[0].opens_on == date(2011, 5, 14)
    assert max(row.due_on for row in kept) == date(2011, 9, 25)
    with pytest.raises(Refused, match="Module 1 : la remise précède l’ouverture"):
        set_windows(session, {kept[0].module_id: Dates(date(2011, 6, 2), date(2011, 6, 1))})
