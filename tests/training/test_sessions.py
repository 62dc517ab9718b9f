from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from wagtail import hooks

from tests.training.factories import CourseFactory, ModuleFactory, SessionFactory, WeekFactory
from training.models import Session, SessionState

pytestmark = pytest.mark.django_db

DATES = {
    "applications_open_on": date(2011, 1, 10),
    "applications_close_on": date(2011, 4, 25),
    "starts_on": date(2011, 5, 9),
    "ends_on": date(2011, 10, 28),
}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2011, 1, 9), SessionState.ANNOUNCED),
        (date(2011, 1, 10), SessionState.OPEN),
        (date(2011, 4, 25), SessionState.OPEN),
        (date(2011, 4, 26), SessionState.CLOSED),
        (date(2011, 5, 8), SessionState.CLOSED),
        (date(2011, 5, 9), SessionState.UNDERWAY),
        (date(2011, 10, 28), SessionState.UNDERWAY),
        (date(2011, 10, 29), SessionState.ENDED),
    ],
)
def test_each_boundary_day_of_a_session_has_one_state(day, state):
    assert SessionFactory.build(course=None, **DATES).state_on(day) == state


@pytest.mark.parametrize("day", [date(2011, 1, 10), date(2011, 5, 9), date(2012, 1, 1)])
def test_a_cancelled_session_stays_cancelled(day):
    session = SessionFactory.build(course=None, cancelled=True, **DATES)

    assert session.state_on(day) == SessionState.CANCELLED


@pytest.mark.parametrize(
    "day", [date(2011, 1, 9), date(2011, 1, 10), date(2011, 4, 25), date(2011, 4, 26)]
)
def test_the_open_sessions_of_a_day_are_those_whose_state_is_open(day):
    session = SessionFactory(**DATES)

    is_listed = Session.objects.open_on(day).filter(pk=session.pk).exists()

    assert is_listed == (session.state_on(day) == SessionState.OPEN)


def test_a_cancelled_session_is_not_open():
    SessionFactory(cancelled=True, **DATES)

    assert not Session.objects.open_on(date(2011, 2, 1)).exists()


def test_a_session_that_starts_today_is_no_longer_to_come():
    SessionFactory(**DATES)

    assert Session.objects.to_come(date(2011, 5, 8)).exists()
    assert not Session.objects.to_come(date(2011, 5, 9)).exists()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"ends_on": date(2011, 5, 8)}, "session_ends_after_it_starts"),
        (
            {"applications_open_on": date(2011, 4, 26)},
            "session_applications_close_after_they_open",
        ),
        (
            {"applications_close_on": date(2011, 5, 9)},
            "session_applications_close_before_it_starts",
        ),
        ({"seats_min": 16}, "session_seats_in_order"),
        ({"seats_min": 0}, "session_seats_in_order"),
        ({"seats_max": 201}, "session_seats_in_order"),
        ({"cancelled_on": date(2011, 3, 1)}, "session_cancelled_with_a_reason"),
        ({"cancel_reason": "Trop peu de candidats."}, "session_cancelled_with_a_reason"),
    ],
)
def test_the_database_refuses_an_impossible_session(change, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        SessionFactory(**DATES | change)


def test_a_session_may_last_one_day():
    day = date(2011, 5, 9)

    assert SessionFactory(**DATES | {"starts_on": day, "ends_on": day}).pk


def test_two_sessions_of_a_course_have_different_labels():
    session = SessionFactory()

    with pytest.raises(IntegrityError):
        SessionFactory(course=session.course, label=session.label)


def test_a_refusal_of_dates_is_a_french_sentence():
    session = SessionFactory.build(course=CourseFactory(), **DATES | {"ends_on": date(2011, 5, 8)})

    with pytest.raises(ValidationError, match="La fin précède le début"):
        session.full_clean()


def test_a_plugin_can_refuse_a_lower_capacity():
    session = SessionFactory(seats_min=1, seats_max=15)
    session.seats_max = 11

    def refuse(row, new):
        return f"{row.label} : déjà 12 inscrits." if new < 12 else ""

    with (
        hooks.register_temporarily("register_capacity_check", refuse),
        pytest.raises(ValidationError) as refusal,
    ):
        session.full_clean()

    assert refusal.value.message_dict == {"seats_max": [f"{session.label} : déjà 12 inscrits."]}


def test_a_new_session_is_not_checked_against_seats_it_does_not_have():
    session = SessionFactory.build(course=CourseFactory())

    with hooks.register_temporarily("register_capacity_check", lambda row, new: "Non."):
        session.full_clean()


def test_two_weeks_of_a_session_do_not_start_on_the_same_day():
    week = WeekFactory()

    with pytest.raises(IntegrityError):
        WeekFactory(session=week.session)


def test_a_week_ends_after_it_starts():
    with pytest.raises(IntegrityError, match="week_ends_after_it_starts"):
        WeekFactory(ends_on=date(2011, 5, 9) - timedelta(days=1))


def test_a_module_number_is_given_once_a_course():
    module = ModuleFactory()

    with pytest.raises(IntegrityError):
        ModuleFactory(course=module.course, number=module.number)


def test_the_share_of_hours_does_not_exceed_one_hundred():
    with pytest.raises(IntegrityError, match="course_threshold_is_a_share"):
        CourseFactory(completion_threshold=101)


def test_a_course_that_has_sessions_cannot_be_deleted():
    session = SessionFactory()

    with pytest.raises(ProtectedError):
        session.course.delete()
