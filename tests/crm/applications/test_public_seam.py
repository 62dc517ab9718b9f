"""What the site hears of the seats, and what it offers because of it."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page

from crm.applications.models import Enrolment
from editorial import plugins
from tests.crm.applications.lives import admitted
from tests.crm.applications.posted import full_session, open_session
from tests.training.factories import SessionFactory
from training.models import CoursePage

pytestmark = pytest.mark.django_db


def asked(*sessions):
    return plugins.availability(plugins.TRAINING_SESSION, [session.pk for session in sessions])


def taken(session, seats: int):
    for _ in range(seats):
        admitted(session, at=timezone.now() - timedelta(days=8))
    return session


@pytest.mark.parametrize(
    ("seats", "held", "left", "state", "label"),
    [
        (6, 0, 6, "open", "6 places libres"),
        (6, 3, 3, "last", "3 dernières places"),
        (2, 1, 1, "last", "Dernière place"),
        (2, 2, 0, "waiting", "Complet, liste d’attente possible"),
    ],
)
def test_an_open_session_tells_the_seats_left(seats, held, left, state, label):
    session = taken(open_session(seats_min=1, seats_max=seats), held)

    answer = asked(session)[session.pk]

    assert (answer.left, answer.capacity) == (left, seats)
    assert (answer.state, answer.label) == (state, label)
    assert (answer.url, answer.action) == (f"/candidater/{session.pk}/", "Candidater")


@pytest.mark.parametrize(
    ("days", "state"), [(400, "closed"), (5, "closed"), (-10, "ended"), (-400, "ended")]
)
def test_a_session_that_cannot_be_joined_offers_nothing(days, state):
    session = SessionFactory(starts_on=timezone.localdate() + timedelta(days=days))

    answer = asked(session)[session.pk]

    assert (answer.state, answer.url) == (state, "")


def test_a_full_session_after_the_closing_is_full():
    session = SessionFactory(
        starts_on=timezone.localdate() + timedelta(days=5), seats_min=1, seats_max=1
    )
    taken(session, 1)

    assert asked(session)[session.pk].state == "full"


def test_a_cancelled_session_is_counted_by_nobody():
    assert asked(SessionFactory(cancelled=True)) == {}


def test_other_kinds_are_left_to_others():
    assert plugins.availability("forum.edition", [open_session().pk]) == {}


def test_a_list_costs_one_query(django_assert_num_queries):
    sessions = [open_session() for _ in range(12)]

    with django_assert_num_queries(1):
        asked(*sessions)


def page_of(session) -> CoursePage:
    root = Page.get_first_root_node()
    return root.add_child(instance=CoursePage(title="Formation", course=session.course))


def offered_on(page) -> str:
    request = RequestFactory().get("/")
    template = Template("{% load editorial_tags %}{% page_actions page %}")
    return template.render(Context({"request": request, "page": page}))


def test_a_course_offers_its_next_session_with_a_place_left():
    full = full_session()
    free = open_session(course=full.course, starts_on=timezone.localdate() + timedelta(days=90))

    html = offered_on(page_of(full))

    assert f'href="/candidater/{free.pk}/"' in html
    assert "15 places libres" in html


def test_a_course_that_is_full_offers_its_waiting_list():
    full = full_session()

    html = offered_on(page_of(full))

    assert f'href="/candidater/{full.pk}/"' in html
    assert "liste d’attente possible" in html


def test_a_course_without_an_open_session_offers_the_first_possible():
    html = offered_on(page_of(SessionFactory(cancelled=True)))

    assert 'href="/candidater/"' in html


def test_other_pages_offer_nothing():
    assert offered_on(Page.get_first_root_node()).strip() == ""


def test_the_footer_leads_to_the_form():
    assert "/candidater/" in [link.url for link in plugins.site_links("footer")]


def test_a_declined_seat_is_free_again():
    session = full_session()
    Enrolment.objects.update(state="declined", seat=None)

    assert asked(session)[session.pk].left == 1
