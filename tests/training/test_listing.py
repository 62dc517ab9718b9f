from datetime import date

import pytest
from wagtail import hooks

from editorial.plugins import Availability
from tests.training.factories import ModuleFactory, SessionFactory
from training.listing import lines, next_line, reading_order
from training.models import ModuleKind, Session, SessionState
from training.schedule import schedule

DAY = date(2011, 3, 28)
LAST_WORD = 1000  # after whatever a plugin answers


def answering(state="last", left=3, url="/candidater/"):
    def answer(kind, ids):
        found = Availability(left, 15, f"{left} places libres", state, url, "Candidater")
        return dict.fromkeys(ids, found) if kind == "training.session" else {}

    return hooks.register_temporarily("register_availability", answer, order=LAST_WORD)


def read(*sessions):
    return lines(sessions, DAY)


@pytest.mark.django_db
def test_an_open_session_shows_what_the_holders_of_seats_say():
    with answering("last"):
        (line,) = read(SessionFactory())

    assert (line.mark, line.label, line.answer.left) == ("last", "3 places libres", 3)


@pytest.mark.django_db
def test_a_closed_session_says_so_whatever_seats_are_left():
    with answering("open", 11):
        (line,) = read(SessionFactory(starts_on=date(2011, 4, 4)))

    assert (line.mark, line.answer) == (SessionState.CLOSED, None)


@pytest.mark.django_db
def test_a_closed_session_still_offers_its_waiting_list():
    with answering("waiting", 0):
        (line,) = read(SessionFactory(starts_on=date(2011, 4, 4)))

    assert line.mark == "waiting"


@pytest.mark.django_db
def test_a_cancelled_session_offers_nothing():
    with answering("waiting"):
        (line,) = read(SessionFactory(cancelled=True))

    assert (line.mark, line.answer) == ("cancelled", None)


@pytest.mark.django_db
def test_the_holders_of_seats_are_asked_once_for_a_list():
    asked = []

    def answer(kind, ids):
        asked.append(len(ids))
        return {}

    with hooks.register_temporarily("register_availability", answer):
        read(*SessionFactory.create_batch(5))

    assert asked == [5]


@pytest.mark.parametrize(
    ("day", "left"),
    [(date(2011, 4, 25), 1), (date(2011, 4, 24), 2), (date(2011, 4, 26), 0), (date(2010, 1, 1), 0)],
)
@pytest.mark.django_db
def test_the_last_day_to_apply_counts_as_one_day_left(day, left):
    (line,) = lines([SessionFactory()], day)

    assert line.days_left == left


@pytest.mark.django_db
def test_the_session_to_put_forward_is_the_first_that_can_be_joined():
    closed = SessionFactory(starts_on=date(2011, 4, 4))
    later, sooner = SessionFactory(starts_on=date(2011, 7, 4)), SessionFactory()
    cancelled = SessionFactory(starts_on=date(2011, 4, 20), cancelled=True)

    with answering("open", 11):
        assert next_line(read(closed, later, sooner, cancelled)).session == sooner
        assert next_line(read(closed, cancelled)).session == closed
    assert next_line(read(cancelled)) is None


@pytest.mark.django_db
def test_what_can_be_joined_is_read_before_what_runs_and_what_is_cancelled():
    cancelled = SessionFactory(starts_on=date(2011, 4, 20), cancelled=True)
    underway, ahead = SessionFactory(starts_on=date(2011, 2, 14)), SessionFactory()

    ordered = sorted(read(cancelled, underway, ahead), key=reading_order)

    assert [line.session for line in ordered] == [ahead, underway, cancelled]


@pytest.mark.parametrize("state", SessionState)
@pytest.mark.parametrize(
    "day",
    [
        date(2011, 1, 8),
        date(2011, 1, 9),
        date(2011, 4, 25),
        date(2011, 4, 26),
        date(2011, 5, 9),
        date(2011, 10, 6),
        date(2011, 10, 7),
    ],
)
@pytest.mark.django_db
def test_the_database_and_the_row_agree_on_the_state_of_a_day(day, state):
    rows = [SessionFactory(), SessionFactory(cancelled=True)]

    asked = set(Session.objects.in_state(state, day))

    assert asked == {row for row in rows if row.state_on(day) == state}


def modules(distance, on_site):
    kinds = [ModuleKind.DISTANCE] * distance + [ModuleKind.ON_SITE] * on_site
    return [
        ModuleFactory.build(course=None, number=number, kind=kind)
        for number, kind in enumerate(kinds, 1)
    ]


def test_the_weeks_on_site_stand_at_both_ends_of_the_line():
    labels = [step.label for step in schedule(modules(10, 2))]

    assert labels == [
        "Semaine 1 sur place",
        "Modules 1 et 2",
        "Modules 3 et 4",
        "Modules 5 et 6",
        "Modules 7 et 8",
        "Modules 9 et 10",
        "Semaine 2 sur place",
    ]


@pytest.mark.parametrize(("distance", "on_site"), [(10, 2), (1, 1), (2, 1), (30, 4), (3, 5)])
def test_the_line_fills_its_grid(distance, on_site):
    assert sum(step.span for step in schedule(modules(distance, on_site))) == 24


@pytest.mark.parametrize(("distance", "on_site"), [(0, 0), (0, 2), (4, 0)])
def test_a_course_of_one_kind_of_module_has_no_line(distance, on_site):
    assert schedule(modules(distance, on_site)) == []
