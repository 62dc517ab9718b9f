"""The press review: by subject, by year, and on the page that it is about."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.test import RequestFactory
from django.utils import timezone

from editorial.desk import creations
from editorial.plugins import page_blocks
from news.models import CoveragePage
from tests.news.factories import a_news_index, a_news_item, held
from tests.news.press import CoverageFactory, a_press_room, a_release
from tests.site_pages import queries_of

pytestmark = pytest.mark.django_db

REVIEW = "/presse/revue-de-presse/"


@pytest.fixture
def press():
    return a_press_room()


@pytest.fixture
def subject(press):
    return a_news_item(a_news_index(press.room.get_parent()), title="Le Forum", slug="forum")


def titles(answer):
    assert answer.status_code == 200
    return re.findall(r'class="coverage__title">(?:<a [^>]*>)?([^<]*)<', answer.content.decode())


def test_the_review_goes_by_subject_and_by_year(press, subject, client):
    CoverageFactory(title="Sur le Forum", about=subject)
    CoverageFactory(title="Sur le Forum, avant", about=subject, published_on=date(2009, 11, 7))
    CoverageFactory(title="Sur le télécentre", published_on=date(2009, 1, 5))

    assert len(titles(client.get(REVIEW))) == 3
    by_subject = titles(client.get(REVIEW, {"sujet": "actualites/forum"}))
    assert by_subject == ["Sur le Forum", "Sur le Forum, avant"]
    assert len(titles(client.get(REVIEW, {"annee": "2009"}))) == 2
    both = client.get(REVIEW, {"sujet": "actualites/forum", "annee": "2009"})
    assert titles(both) == ["Sur le Forum, avant"]
    assert titles(client.get(REVIEW, {"annee": "1950"})) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"annee": "abc"},
        {"annee": "9" * 500},
        {"sujet": "nulle/part"},
        {"sujet": "\\'\""},
        {"page": "0"},
        {"page": "x"},
    ],
)
def test_what_the_review_does_not_hold_is_ignored(press, client, asked):
    CoverageFactory(title="Toujours là")

    assert titles(client.get(REVIEW, asked)) == ["Toujours là"]


def test_a_subject_that_nobody_may_read_is_neither_offered_nor_linked(press, subject, client):
    CoverageFactory(title="Sur le Forum", about=subject)
    subject.unpublish()

    answer = client.get(REVIEW)

    assert titles(answer) == ["Sur le Forum"]
    assert subject.slug not in answer.content.decode()


def test_an_article_leads_to_the_release_that_it_took_up(press, client):
    release = a_release(press)
    CoverageFactory(release=release)

    assert release.url in client.get(REVIEW).content.decode()


def test_an_article_about_a_release_under_embargo_waits_with_it(press, client):
    release = held(a_release(press), timezone.now() + timedelta(days=1))
    CoverageFactory(title="Trop tôt", release=release)

    assert titles(client.get(REVIEW)) == []
    assert "Trop tôt" not in client.get("/presse/").content.decode()


def test_an_article_is_kept_once():
    CoverageFactory(title="Le même")

    with pytest.raises(IntegrityError):
        CoverageFactory(title="Le même")


def test_a_page_of_another_room_shows_what_was_said_of_it(press, subject, client):
    CoverageFactory(title="Sur le Forum", about=subject)
    CoverageFactory(title="Sur autre chose")
    a_release(press, about=subject)
    request = RequestFactory().get("/")

    shown = "".join(page_blocks(request, "edition_press", subject))

    assert "Sur le Forum" in shown
    assert "/presse/communiques/2011/le-forum-revient/" in shown
    assert "Sur autre chose" not in shown
    assert page_blocks(request, "edition_press", press.room) == []
    assert page_blocks(request, "edition_press", None) == []


def test_the_review_does_not_ask_more_when_articles_are_more(press, subject, client):
    review = CoveragePage.objects.get()
    CoverageFactory(about=subject, release=a_release(press))
    few = queries_of(client, review)
    for year in range(2001, 2015):
        CoverageFactory(published_on=date(year, 5, 2), about=subject)

    assert queries_of(client, review) == few <= 10


def test_a_press_officer_is_offered_to_write_a_release_and_to_add_an_article(press, admin_user):
    request = RequestFactory().get("/")
    request.user = admin_user

    offered = {one.label for one in creations(request)}

    assert {"Écrire un communiqué", "Ajouter un article de presse"} <= offered


def test_the_admin_lists_and_edits_the_review(press, admin_client):
    row = CoverageFactory(title="Un titre")

    assert "Un titre" in admin_client.get("/admin/snippets/news/coverage/").content.decode()
    assert admin_client.get(f"/admin/snippets/news/coverage/edit/{row.pk}/").status_code == 200
