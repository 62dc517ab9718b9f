"""The mention of the fund: on the page of a funded course and of its funded session, nowhere else."""

from datetime import date, timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from crm.funding.operations import fund_session
from editorial import plugins
from tests.crm.desk import at_the_desk
from tests.crm.funding.lives import make_operation
from tests.training.factories import SessionFactory
from training.models import CoursePage

pytestmark = pytest.mark.django_db
MENTION = "Cofinancé par l’Union européenne"


@pytest.fixture
def course():
    """A page of a course with two sessions ahead, the first one funded."""
    first = SessionFactory(starts_on=timezone.localdate() + timedelta(days=30))
    other = SessionFactory(course=first.course, starts_on=first.starts_on + timedelta(days=200))
    year = first.starts_on.year
    operation = make_operation(starts_on=date(year, 1, 1), ends_on=date(year + 1, 12, 31))
    fund_session(first, operation)
    root = Page.get_first_root_node()
    page = root.add_child(instance=CoursePage(title="Formation", course=first.course))
    return page, first, other, operation


def shown(name, page):
    return "".join(plugins.page_blocks(RequestFactory().get("/"), name, page))


def test_the_course_carries_the_mention_with_its_agreement(course):
    page, _, _, operation = course
    html = shown("course_funding", page)

    assert MENTION in html
    assert operation.convention_no in html
    assert 'alt="Emblème de l’Union européenne"' in html


def test_a_session_carries_the_mention_when_it_is_the_one_that_is_funded(course):
    page, first, other, _ = course
    page.shown = [page.line_of(first.pk)]
    assert MENTION in shown("session_funding", page)
    page.shown = [page.line_of(other.pk)]
    assert MENTION not in shown("session_funding", page)


def test_other_pages_carry_none(course):
    page, _, _, _ = course
    assert MENTION not in shown("home_figures", page)
    assert MENTION not in shown("course_funding", Page.get_first_root_node())


@pytest.mark.parametrize("paper", ["crm_printed_sheet", "crm_programme"])
def test_the_papers_printed_at_the_desk_carry_it_when_their_session_is_funded(course, paper):
    _, funded, other, _ = course
    desk = at_the_desk()

    assert MENTION in desk.get(reverse(paper, args=[funded.pk])).content.decode()
    assert MENTION not in desk.get(reverse(paper, args=[other.pk])).content.decode()
