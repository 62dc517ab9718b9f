"""Two servers, a scheduler and this process: what one writes, the others show at the next request."""

import subprocess
import sys
from datetime import timedelta
from importlib import import_module
from urllib.parse import urlencode

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from editorial.models import AlertBanner, IdentitySettings, StandardPage
from tests.editorial.servers import environment, running, share
from tests.files import ROOT
from tests.news.factories import a_home_page, a_news_index, a_news_item
from tests.site_pages import published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared(tmp_path, settings):
    share(settings, tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def site(shared):
    home = a_home_page()
    published(StandardPage(title="Bureaux", slug="bureaux", show_in_menus=True), home)
    a_news_item(a_news_index(home), title="Une nouvelle", slug="une-nouvelle")
    return home


def saved(found, **fields):
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()


def page(slug):
    return Page.objects.get(slug=slug).specific


def republish(slug, **fields):
    found = page(slug)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save_revision().publish()


def an_alert():
    hour = timedelta(hours=1)
    banner = AlertBanner.for_site(Site.objects.get())
    saved(banner, text="Fermé.", starts_at=timezone.now() - hour, ends_at=timezone.now() + hour)


def withdraw_on(server, slug, settings):
    """As an editor does it, on one of the servers."""
    settings.SECRET_KEY = import_module("config.settings.dev").SECRET_KEY
    editor = Client()
    editor.force_login(User.objects.create_superuser("camille", password="x"))
    session = editor.cookies[settings.SESSION_COOKIE_NAME].value
    secret = "x" * 32
    status, _ = server.ask(
        f"/admin/pages/{page(slug).pk}/unpublish/", "POST", urlencode({"csrfmiddlewaretoken": secret}),
        **{
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={secret}",
            "Content-Type": "application/x-www-form-urlencoded",
        },
    )  # fmt: skip
    assert status == 302
    assert not page(slug).live


def scheduled(shared, slug):
    """A page whose hour has come since its editor chose it. Return what publishes it."""
    hour = timedelta(hours=1)
    with time_machine.travel(timezone.now() - 2 * hour):
        found = a_news_item(page("actualites"), title="Venue à son heure", slug=slug, live=False)
        found.go_live_at = timezone.now() + hour
        found.save_revision().publish()
    return lambda: subprocess.run(
        [sys.executable, "manage.py", "scheduler", "--once"], cwd=ROOT, env=environment(shared),
        check=True, capture_output=True,
    )  # fmt: skip


def test_what_one_process_writes_the_others_show_at_once(site, shared, settings):
    on_time = scheduled(shared, "a-l-heure")
    with running(shared, 2) as (one, other):
        changes = [
            ("/bureaux/", lambda: republish("bureaux", title="Ateliers"), "Ateliers", True),
            ("/actualites/", lambda: republish("bureaux", title="Établis"), "Établis", True),
            ("/", an_alert, "Fermé.", True),
            ("/", lambda: saved(IdentitySettings.for_site(Site.objects.get()), name="Murat"), "Murat", True),
            ("/actualites/", on_time, "Venue à son heure", True),
            ("/actualites/", lambda: withdraw_on(one, "une-nouvelle", settings), "une-nouvelle", False),
            ("/bureaux/", lambda: page("bureaux").move(page("actualites"), pos="last-child"), "<h1>Établis", False),
        ]  # fmt: skip
        for address, act, words, comes in changes:
            for server in (one, other, one, other):
                status, before = server.ask(address)
                assert (status, words in before) == (200, not comes), (address, words)
            close_old_connections()
            act()
            for server in (other, one):
                _, after = server.ask(address)
                assert (words in after) is comes, (address, words)
