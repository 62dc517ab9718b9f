from datetime import timedelta

import pytest
from django.utils import timezone

from tests.site_pages import published, queries_of_its_own, text_of, visited
from tests.training.factories import CourseFactory, ModuleFactory, SessionFactory, WeekFactory
from tests.training.test_listing import answering
from training.models import CatalogueIndexPage, CoursePage, ModuleKind

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def catalogue():
    return published(CatalogueIndexPage(title="Se former", slug="formations"))


def course_page(catalogue, title="Télétravail indépendant", **fields):
    course = fields.pop("course", None) or CourseFactory(title=title)
    return published(CoursePage(title=title, slug=course.code, course=course, **fields), catalogue)


def sessions_of(page, count):
    for number in range(count):
        WeekFactory(session=SessionFactory(course=page.course, starts_on=in_days(20 + number)))


def test_a_course_shows_its_eleven_public_items(client, catalogue):
    items = {
        name: f"Réponse sur {name}"
        for name in [
            "goals", "audience", "prerequisites", "duration", "cost", "access_delay", "methods",
            "assessment", "accessibility", "contact", "results",
        ]
    }  # fmt: skip
    page = course_page(catalogue, **items)

    shown = text_of(client, page)

    assert [name for name, text in items.items() if text not in shown] == []


def test_an_open_session_shows_its_seats_and_where_to_apply(client, catalogue):
    page = course_page(catalogue)
    SessionFactory(course=page.course, starts_on=in_days(30))

    with answering("last"):
        shown = text_of(client, page)

    assert "3 places libres sur 15" in shown
    assert 'href="/candidater/"' in shown


def test_without_a_plugin_the_dates_alone_tell_the_state(client, catalogue):
    page = course_page(catalogue)
    SessionFactory(course=page.course, starts_on=in_days(5))

    assert "Candidatures closes" in text_of(client, page)


def test_the_evening_of_the_closing_is_announced(client, catalogue):
    page = course_page(catalogue)
    SessionFactory(
        course=page.course, starts_on=in_days(1), applications_close_on=timezone.localdate()
    )

    assert "Dernier jour pour candidater" in text_of(client, page)


def test_a_cancelled_session_gives_its_reason(client, catalogue):
    page = course_page(catalogue)
    SessionFactory(course=page.course, starts_on=in_days(30), cancelled=True)

    assert "Trop peu de candidatures" in text_of(client, page)


def test_past_sessions_are_folded(client, catalogue):
    page = course_page(catalogue)
    SessionFactory(course=page.course, label="printemps 2007", starts_on=in_days(-900))

    _before, folded = text_of(client, page).split("Les sessions passées (1)")

    assert "Printemps 2007" in folded


@pytest.mark.parametrize("count", [3, 30])
def test_a_course_costs_few_queries(client, catalogue, count):
    page = course_page(catalogue)
    sessions_of(page, count)

    assert queries_of_its_own(client, page) <= 7


@pytest.mark.parametrize("count", [3, 30])
def test_the_catalogue_costs_few_queries(client, catalogue, count):
    for number in range(count):
        sessions_of(course_page(catalogue, title=f"Formation {number}"), 3)

    assert queries_of_its_own(client, catalogue) <= 7


def test_the_catalogue_puts_forward_the_next_session(client, catalogue):
    page = course_page(catalogue)
    SessionFactory(course=page.course, starts_on=in_days(40))

    assert "Prochaine session" in text_of(client, catalogue)


def test_a_course_without_date_says_so(client, catalogue):
    course_page(catalogue)

    assert "Aucune date pour l’instant" in text_of(client, catalogue)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"public": "salaries"}, {"Employés", "Pour tous"}),
        ({"public": "independants"}, {"Seuls", "Pour tous"}),
        ({"modalite": "sur-place"}, {"Pour tous"}),
        ({"modalite": "a-distance"}, {"Employés"}),
        ({"q": "EMPLOYES"}, {"Employés"}),
        ({"q": "rien de tel"}, set()),
        (
            {"public": "martiens", "modalite": "abc", "page": "abc"},
            {"Employés", "Seuls", "Pour tous"},
        ),
        ({"q": "x" * 5000}, {"Employés", "Seuls", "Pour tous"}),
        ({"q": "%00"}, set()),
    ],
)
def test_the_filter_keeps_what_is_asked_and_ignores_the_rest(client, catalogue, query, found):
    employees = course_page(catalogue, title="Employés", audience_kind="salaries")
    ModuleFactory(course=employees.course, number=1)
    alone = course_page(catalogue, title="Seuls", audience_kind="independants")
    ModuleFactory(course=alone.course, number=1)
    ModuleFactory(course=alone.course, number=2, kind=ModuleKind.ON_SITE)
    everyone = course_page(catalogue, title="Pour tous")
    ModuleFactory(course=everyone.course, number=1, kind=ModuleKind.ON_SITE)

    entries = visited(client, catalogue, **query).context["entries"]

    assert {entry.page.title for entry in entries} == found


def test_a_filter_that_finds_nothing_shows_the_way_back(client, catalogue):
    assert "Voir tout le catalogue" in text_of(client, catalogue, q="zzz")


def test_a_null_byte_is_not_a_server_error(client, catalogue):
    assert client.get(f"{catalogue.get_url()}?q=%00").status_code < 500


def test_a_draft_without_its_course_can_be_previewed(catalogue):
    draft = published(CoursePage(title="Brouillon", slug="brouillon", live=False), catalogue)

    assert draft.make_preview_request().status_code == 200
