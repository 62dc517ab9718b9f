"""How pages are known elsewhere: one address, a card for networks, what robots read, old addresses."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.images import ImageFile
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, PageViewRestriction, Site

from editorial.middleware import KeepRobotsOut
from editorial.models import Embargo, LegalSettings, Picture, StandardPage
from tests.news.factories import a_home_page, a_news_index, a_news_item
from tests.site_pages import published, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return a_home_page()


def a_page(home, **fields):
    fields = {"title": "Se former", "slug": "se-former", "lead": "Trois formations."} | fields
    return published(StandardPage(**fields), home)


@pytest.mark.parametrize(
    ("query", "known_as"),
    [
        ({}, ""),
        ({"utm_source": "lettre", "fbclid": "x", "theme": "ecole"}, ""),
        ({"page": "3", "utm_medium": "email"}, "?page=3"),
        ({"page": "1"}, ""),
        ({"page": "abc"}, ""),
        ({"page": "9" * 30}, ""),
        ({"page": "²"}, ""),
    ],
)
def test_a_page_has_one_address(home, client, query, known_as):
    shown = text_of(client, a_page(home), **query)

    assert f'<link rel="canonical" href="http://testserver/se-former/{known_as}">' in shown


def test_a_site_with_a_name_is_known_by_it(home, client):
    Site.objects.update(hostname="www.murat.example", port=443)
    page = a_page(home)

    shown = client.get(page.relative_url(Site.objects.get())).content.decode()

    assert '<link rel="canonical" href="https://www.murat.example/se-former/">' in shown


def test_a_shared_page_has_its_card(home, client):
    shown = text_of(client, a_page(home, search_description="Apprendre à travailler d’ici."))

    for line in (
        '<meta property="og:title" content="Se former">',
        '<meta property="og:description" content="Apprendre à travailler d’ici.">',
        '<meta property="og:url" content="http://testserver/se-former/">',
        '<meta property="og:image" content="http://testserver/static/social.png">',
        '<meta name="twitter:card" content="summary_large_image">',
    ):
        assert line in shown


def test_the_drawing_for_networks_is_light_and_of_the_right_size():
    path = settings.BASE_DIR / "static/social.png"

    assert path.stat().st_size <= 60_000
    assert Image.open(path).size == (1200, 630)


def test_a_page_may_choose_its_image(home, client):
    with (settings.BASE_DIR / "static/social.png").open("rb") as file:
        image = Picture.objects.create(
            title="Le plateau", credit="Nous", file=ImageFile(file, "a.png")
        )

    shown = text_of(client, a_page(home, social_image=image))

    assert 'og:image:width" content="1200"' in shown
    assert "/medias/images/" in shown


def test_an_error_is_not_shared(home, client):
    shown = client.get("/nulle-part/").content.decode()

    assert "canonical" not in shown
    assert "og:" not in shown


@override_settings(NOINDEX=True)
def test_one_switch_keeps_robots_out(home, client):
    tagged = KeepRobotsOut(lambda request: HttpResponse())(RequestFactory().get("/"))

    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in text_of(client, a_page(home))
    assert tagged["X-Robots-Tag"] == "noindex, nofollow"


def test_an_open_site_welcomes_them(home, client):
    answer = client.get("/robots.txt")

    assert "Sitemap: http://testserver/sitemap.xml" in answer.content.decode()
    assert "X-Robots-Tag" not in client.get(a_page(home).url).headers


def test_a_flaw_has_somebody_to_be_told_to(home, client):
    assert client.get("/.well-known/security.txt").status_code == 404
    site = Site.objects.get()
    legal = LegalSettings.for_site(site)
    legal.security_contact = "securite@example.org"
    legal.save()

    told = client.get("/.well-known/security.txt").content.decode()

    assert "Contact: mailto:securite@example.org" in told
    assert "Preferred-Languages: fr" in told
    assert "Canonical: http://testserver/.well-known/security.txt" in told
    assert (
        f"Expires: {timezone.now().year}" in told or f"Expires: {timezone.now().year + 1}" in told
    )


def test_the_site_map_lists_what_anybody_may_read(client):
    index = a_news_index()
    a_news_item(index, title="Ouverte", slug="ouverte")
    a_news_item(index, title="Brouillon", slug="brouillon", live=False)
    held = a_news_item(index, title="Retenue", slug="retenue")
    Embargo.objects.create(page=held, until=timezone.now() + timedelta(days=1))
    private = a_news_item(index, title="Privée", slug="privee")
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    told = client.get("/sitemap.xml").content.decode()

    assert "<loc>http://testserver/actualites/ouverte/</loc>" in told
    assert "<loc>http://testserver/</loc>" in told
    assert not any(word in told for word in ("brouillon", "retenue", "privee"))


def test_the_site_map_of_five_thousand_pages_costs_the_same(client):
    index = a_news_index()
    first = a_news_item(index, title="La première", slug="premiere")
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as few:
        client.get("/sitemap.xml")
    base = {"depth": first.depth, "content_type": first.content_type, "locale": first.locale}
    Page.objects.bulk_create(
        Page(
            title=f"Nouvelle {n}",
            slug=f"nouvelle-{n}",
            path=Page._get_path(index.path, first.depth, n + 10),
            url_path=f"{index.url_path}nouvelle-{n}/",
            draft_title="",
            **base,
        )
        for n in range(5000)
    )
    with CaptureQueriesContext(connection) as many:
        told = client.get("/sitemap.xml").content.decode()

    assert told.count("<loc>") > 5000
    assert len(many) == len(few) <= 10
