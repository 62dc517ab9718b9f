"""Whole pages kept for anonymous visitors: never a query, never yesterday's words, never anybody's own."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site

from editorial.models import AlertBanner, DailyCount, Embargo, IdentitySettings, StandardPage
from editorial.readings import batch
from tests.news.factories import a_home_page, a_news_index, a_news_item
from tests.site_pages import published

NOON = datetime(2011, 10, 3, 12, tzinfo=UTC)
FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:5.0) Firefox/5.0"}
AT_ONCE = 5


@pytest.fixture
def kept(settings):
    """From the first second of a minute: no test outlives it."""
    settings.PAGE_CACHE = True
    with time_machine.travel(NOON):
        yield
        batch.write()


@pytest.fixture
def home(transactional_db, kept):
    """A home page, a section in the menu, a list of news with one item, a page of text."""
    home = a_home_page()
    published(StandardPage(title="Bureaux", slug="bureaux", show_in_menus=True), home)
    a_news_item(a_news_index(home), title="Une nouvelle", slug="une-nouvelle")
    # The first visit of all writes the settings of the site.
    words("/")
    return home


@pytest.fixture
def renderings():
    """How many times a page was rendered."""
    seen = []
    hook = hooks.register_temporarily(
        "before_serve_page", lambda page, request, args, kwargs: seen.append(page.url)
    )
    with hook:
        yield seen


def words(address, **headers):
    answer = Client(headers=FIREFOX | headers).get(address)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def page(slug):
    return Page.objects.get(slug=slug).specific


def republish(slug, **fields):
    found = page(slug)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save_revision().publish()


def an_alert():
    banner = AlertBanner.for_site(Site.objects.get())
    banner.text, banner.starts_at = "Fermé vendredi.", timezone.now() - timedelta(1)
    banner.ends_at = timezone.now() + timedelta(1)
    banner.save()


def an_identity():
    identity = IdentitySettings.for_site(Site.objects.get())
    identity.name = "Maison neuve"
    identity.save()


def without_a_signal():
    Page.objects.filter(slug="une-nouvelle").update(title="Corrigée")


def an_embargo():
    Embargo.objects.create(page=page("une-nouvelle"), until=timezone.now() + timedelta(1))


def a_private_page():
    PageViewRestriction.objects.create(page=page("bureaux"), restriction_type="login")


# What somebody does, where it shows, the words that come and those that go.
CHANGES = [
    (lambda: republish("bureaux", title="Ateliers"), "/bureaux/", ["Ateliers"], ["Bureaux"]),
    (lambda: republish("bureaux", title="Établis"), "/", ["Établis"], ["Ateliers"]),
    (lambda: republish("bureaux", show_in_menus=False), "/actualites/", [], ["/bureaux/"]),
    (lambda: a_news_item(page("actualites"), title="Fraîche"), "/actualites/", ["Fraîche"], []),
    (without_a_signal, "/actualites/", ["Corrigée"], ["Une nouvelle"]),
    (an_alert, "/", ["Fermé vendredi."], []),
    (an_identity, "/bureaux/", ["Maison neuve"], []),
    (an_embargo, "/actualites/une-nouvelle/", ["404"], ["Corrigée"]),
    (lambda: Embargo.objects.all().delete(), "/actualites/une-nouvelle/", ["Corrigée"], []),
    (lambda: page("une-nouvelle").unpublish(), "/actualites/", [], ["Corrigée"]),
    (lambda: page("fraîche").delete(), "/actualites/", [], ["Fraîche"]),
    (a_private_page, "/bureaux/", ["302"], ["Établis"]),
    (lambda: PageViewRestriction.objects.all().delete(), "/bureaux/", ["Établis"], []),
    (lambda: page("bureaux").move(page("actualites"), pos="last-child"), "/bureaux/", ["301"], ["Établis"]),
]  # fmt: skip


def test_what_changes_shows_at_the_next_request(home, renderings):
    for number, (act, address, come, go) in enumerate(CHANGES):
        words(address)
        renderings.clear()
        before = words(address)
        assert not renderings or before.isdigit(), f"{number}: the page was not kept"
        assert [word for word in come if word in before] == [], number
        assert [word for word in go if word not in before] == [], number

        act()

        after = words(address)
        assert [word for word in come if word not in after] == [], number
        assert [word for word in go if word in after] == [], number


def test_a_visit_costs_no_query_and_counts_as_a_reading(home, django_assert_num_queries):
    first = words("/bureaux/")
    with django_assert_num_queries(0):
        again = words("/bureaux/")
        assert Client(headers=FIREFOX).head("/bureaux/").status_code == 200
        words("/bureaux/", **{"User-Agent": "Googlebot/2.1"})
    assert again == first

    batch.write()
    assert DailyCount.objects.get(page__slug="bureaux").views == 2


def test_whoever_brings_something_is_never_given_what_is_kept(home, client, renderings, settings):
    someone = User.objects.create_superuser("camille", password="x")
    words("/bureaux/")
    renderings.clear()
    client.force_login(someone)
    assert client.get("/bureaux/").headers["Cache-Control"] == "private, no-cache"
    for cookie in (settings.CSRF_COOKIE_NAME, "messages", settings.SESSION_COOKIE_NAME):
        other = Client()
        other.cookies[cookie] = "x" * 32
        other.get("/bureaux/")
    Client().get("/bureaux/", headers={"Authorization": "Basic eDp4"})
    Client().get("/bureaux/?q=%00")
    Client().post("/bureaux/")
    assert len(renderings) == 6


def test_what_is_not_a_page_is_never_kept(home):
    """A form holds the key of whoever fills it in; a search is noted."""
    form = "/nous-signaler-un-probleme-d-accessibilite/"
    keys = {Client().get(form).content for _ in range(2)}
    assert len(keys) == 2
    assert "no-store" in Client().get(form).headers["Cache-Control"]
    assert Client().get("/nulle-part/").status_code == 404


def test_what_comes_at_its_hour_comes_within_the_minute(home):
    Embargo.objects.create(page=page("une-nouvelle"), until=NOON + timedelta(minutes=1))
    assert words("/actualites/une-nouvelle/") == "404"
    assert "Une nouvelle" not in words("/actualites/")
    assert "Une nouvelle" not in words("/actualites/")
    with time_machine.travel(NOON + timedelta(minutes=1)):
        assert "Une nouvelle" in words("/actualites/")
        assert "Une nouvelle" in words("/actualites/une-nouvelle/")


def test_a_page_rendered_while_somebody_publishes_is_not_kept_under_the_new_stamp(home):
    """The page is read, somebody publishes, the page is kept: nobody is given it."""
    once = iter([True])

    def publish(page, request, args, kwargs):
        if next(once, False):
            Page.objects.filter(pk=page.pk).update(title="Tout neuf")

    with hooks.register_temporarily("before_serve_page", publish):
        assert "Tout neuf" not in words("/bureaux/")
    assert "Tout neuf" in words("/bureaux/")


def test_browsers_are_told_what_they_may_keep(home):
    first = Client().get("/bureaux/")
    again = Client().get("/bureaux/", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first.headers["ETag"] == again.headers["ETag"]
    assert {"Accept-Encoding", "Cookie"} <= {
        name.strip() for name in again.headers["Vary"].split(",")
    }
    assert gzip.decompress(again.content) == first.content
    assert int(again.headers["Content-Length"]) == len(again.content)
    for held in (first.headers["ETag"], f'"x", {first.headers["ETag"]}', "*"):
        known = Client().get("/bureaux/", headers={"If-None-Match": held, **FIREFOX})
        assert (known.status_code, known.content) == (304, b"")
        assert known.headers["ETag"] == first.headers["ETag"]
        assert known.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert Client().get("/bureaux/", headers={"If-None-Match": '"x"'}).status_code == 200


def test_without_its_cache_a_page_is_simply_rendered(home, settings, renderings):
    away = {"BACKEND": "tests.editorial.caches.Away"}
    for gone in (["pages"], ["pages", "changes"]):
        settings.CACHES = settings.CACHES | dict.fromkeys(gone, away)
        assert "Bureaux" in words("/bureaux/")
        assert "Bureaux" in words("/bureaux/")
    assert len(renderings) == 4


def test_of_many_who_ask_at_once_one_renders(home, renderings):
    begun = threading.Barrier(AT_ONCE)

    def ask(number):
        try:
            begun.wait()
            return words("/bureaux/")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as visitors:
        answers = set(visitors.map(ask, range(AT_ONCE)))

    assert len(answers) == 1
    assert renderings.count("http://localhost/bureaux/") + renderings.count("/bureaux/") == 1
