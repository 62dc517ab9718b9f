"""What a publish takes out of a cache in front of the site: asked of a server that notes what it is asked."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.test import Client

from editorial.models import StandardPage
from tests.news.factories import a_home_page, a_news_index, a_news_item
from tests.site_pages import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """The addresses that a cache was asked to forget."""
    forgotten = []

    class Cache(BaseHTTPRequestHandler):
        def do_PURGE(self):
            forgotten.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *told):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Cache)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield forgotten, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def purged(asked, settings, django_capture_on_commit_callbacks):
    forgotten, place = asked
    settings.WAGTAILFRONTENDCACHE = {
        "front": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": place,
        }
    }

    def by(act):
        forgotten.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return set(forgotten)

    return by


def test_a_publish_takes_out_the_page_the_lists_above_it_and_their_feeds(purged):
    home = a_home_page()
    index = a_news_index(home)
    item = a_news_item(index, slug="une-nouvelle")
    elsewhere = published(StandardPage(title="Bureaux", slug="bureaux"), home)
    above = {"/", "/actualites/", "/actualites/flux.rss", "/actualites/flux.atom"}

    assert purged(lambda: item.save_revision().publish()) == above | {"/actualites/une-nouvelle/"}
    assert purged(item.unpublish) == above | {"/actualites/une-nouvelle/"}
    assert purged(lambda: elsewhere.move(index, pos="last-child")) == above | {
        "/bureaux/",
        "/actualites/bureaux/",
    }
    assert purged(item.delete) == above | {"/actualites/une-nouvelle/"}


def test_a_proxy_keeps_a_page_only_where_it_is_purged(db, settings):
    page = published(StandardPage(title="Bureaux", slug="bureaux"), a_home_page())
    assert "s-maxage" not in Client().get(page.url).headers["Cache-Control"]
    settings.FRONT_CACHE_SECONDS = 30
    told = Client().get(page.url).headers["Cache-Control"]
    assert {part.strip() for part in told.split(",")} == {
        "public",
        "max-age=0",
        "s-maxage=30",
        "must-revalidate",
    }
