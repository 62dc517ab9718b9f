"""RSS and Atom of the news, under the same filters as the page, as a feed reader takes them."""

from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from editorial.models import IdentitySettings
from tests.news.factories import ThemeFactory, a_news_index, a_news_item, held

pytestmark = pytest.mark.django_db

KINDS = pytest.mark.parametrize("kind", ["rss", "atom"])


@pytest.fixture
def index():
    index = a_news_index()
    identity = IdentitySettings.for_site(Site.objects.get())
    identity.name = "Pays d’essai"
    identity.save()
    forum = ThemeFactory(slug="forum", name="Forum")
    a_news_item(index, title="Le Forum s’ouvre", theme=forum, lead="Venez & voyez.")
    a_news_item(index, title="La fibre arrive", published_on=date(2010, 6, 7))
    return index


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    return parsed


@KINDS
def test_a_feed_holds_the_news_newest_first(index, client, kind):
    found = read(client, f"/actualites/flux.{kind}")

    assert [entry.title for entry in found.entries] == ["Le Forum s’ouvre", "La fibre arrive"]
    assert found.feed.title == "Actualités – Pays d’essai"
    first = found.entries[0]
    assert first.link == "http://localhost/actualites/le-forum-souvre/"
    assert first.summary == "Venez & voyez."
    assert first.author == "Pays d’essai"
    assert [tag.term for tag in first.tags] == ["Forum"]
    assert datetime(*first.published_parsed[:6], tzinfo=UTC).date() == date(2011, 3, 22)


@KINDS
def test_a_feed_is_narrowed_as_the_page_is_and_says_so(index, client, kind):
    found = read(client, f"/actualites/flux.{kind}?theme=forum&annee=2011&page=zut")

    assert [entry.title for entry in found.entries] == ["Le Forum s’ouvre"]
    assert found.feed.title == "Actualités : Forum, 2011 – Pays d’essai"
    assert found.feed.link == "http://localhost/actualites/?theme=forum&annee=2011"


@KINDS
def test_an_entry_keeps_its_identifier_when_the_page_changes(index, client, kind):
    before = read(client, f"/actualites/flux.{kind}?theme=forum").entries[0]
    page = index.get_children().get(title=before.title).specific
    page.slug, page.title = "autre-adresse", "Autre titre"
    page.save_revision().publish()

    after = read(client, f"/actualites/flux.{kind}?theme=forum").entries[0]

    assert (after.id, after.title) == (before.id, "Autre titre")
    assert after.id.startswith("urn:uuid:")


def test_an_atom_entry_says_when_it_was_updated(index, client):
    page = index.get_children().get(title="La fibre arrive").specific
    page.save_revision().publish()
    page.refresh_from_db()

    entry = read(client, "/actualites/flux.atom?annee=2010").entries[0]

    updated = datetime(*entry.updated_parsed[:6], tzinfo=UTC)
    assert abs(updated - page.last_published_at) < timedelta(seconds=1)


def test_the_page_names_the_feeds_of_its_filter(index, client):
    shown = client.get("/actualites/?theme=forum").content.decode()

    assert (
        'type="application/rss+xml" title="Actualités (RSS)" href="flux.rss?theme=forum"' in shown
    )
    assert (
        'type="application/atom+xml" title="Actualités (Atom)" href="flux.atom?theme=forum"'
        in shown
    )


@KINDS
def test_a_feed_leaves_out_drafts_and_embargoes(index, client, kind):
    a_news_item(index, title="Brouillon", live=False)
    held(a_news_item(index, title="Sous embargo"), timezone.now() + timedelta(days=1))

    assert len(read(client, f"/actualites/flux.{kind}").entries) == 2


@pytest.mark.parametrize(
    "address",
    [
        "/actualites/flux.rss?q=%0b%1f<b>",
        "/actualites/flux.atom?theme=%FF&annee=abc&commune=x",
        "/actualites/flux.rss?q=AND",
    ],
)
def test_whatever_an_address_asks_the_feed_is_well_formed(index, client, address):
    read(client, address)


def test_a_control_character_in_a_title_does_not_break_the_feed(index, client):
    a_news_item(index, title="Collé\x0bd’ailleurs")

    assert "Colléd’ailleurs" in [e.title for e in read(client, "/actualites/flux.rss").entries]


@pytest.mark.parametrize(
    "path", ["/flux.rss", "/actualites/le-forum-souvre/flux.rss", "/x/flux.atom"]
)
def test_what_is_no_list_has_no_feed(index, client, path):
    assert client.get(path).status_code == 404


def test_the_feed_of_a_private_list_asks_who_is_there(index, client):
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)

    assert client.get("/actualites/flux.rss").status_code == 302
