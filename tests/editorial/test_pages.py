"""Blocks, settings, legal pages and the site's own addresses."""

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from wagtail.blocks import StreamValue
from wagtail.models import Site

from editorial.blocks import BodyBlock
from editorial.models import (
    IdentitySettings,
    LegalPage,
    LegalSettings,
    StandardPage,
)
from tests.news.factories import a_home_page

pytestmark = pytest.mark.django_db

BLOCKS = BodyBlock().child_blocks


@pytest.fixture
def home():
    caches["default"].clear()
    return a_home_page()


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_is_named_described_and_can_be_previewed(name):
    block = BLOCKS[name]

    assert block.label
    assert block.meta.description
    assert block.is_previewable
    assert block.render(block.get_preview_value())


def test_a_button_leads_to_a_page_or_to_an_address_but_not_both(home):
    links = BLOCKS["buttons"].child_blocks["links"].child_block
    link = {"label": "Aller", "page": None, "url": ""}

    assert links.clean(links.to_python(link | {"url": "/contact/"}))["url"] == "/contact/"
    for wrong in ({}, {"url": "javascript:alert(1)"}, {"url": "/contact/", "page": home.pk}):
        with pytest.raises(ValidationError):
            links.clean(links.to_python(link | wrong))


def test_a_body_shows_its_blocks_in_order(home, client):
    body = BodyBlock()
    value = StreamValue(
        body,
        [
            {"type": "heading", "value": {"text": "Un titre", "level": "2"}},
            {"type": "paragraph", "value": "<p>Un <b>texte</b> : voilà.</p>"},
            {"type": "quote", "value": {"text": "Oui", "author": "Nina", "fictional": True}},
        ],
        is_lazy=True,
    )
    home.add_child(instance=StandardPage(title="Une page", slug="une-page", body=value))

    shown = client.get("/une-page/").content.decode()

    assert shown.index("<h2>Un titre</h2>") < shown.index("<b>texte</b>")
    assert "Personne fictive" in shown


def test_a_page_has_four_tabs_at_most_named_in_french():
    tabs = [tab.heading for tab in StandardPage.get_edit_handler().children]

    assert tabs == ["Contenu", "Mise en avant et réseaux", "Réglages"]


def test_a_page_knows_the_way_up_without_asking(home, client, django_assert_num_queries):
    parent = home.add_child(instance=StandardPage(title="Rubrique", slug="rubrique"))
    child = parent.add_child(instance=StandardPage(title="Page", slug="page"))

    assert [page.title for page in child.breadcrumb()] == ["Accueil", "Rubrique"]
    assert home.breadcrumb() == []
    shown = client.get("/rubrique/page/").content.decode()
    assert shown.index("Rubrique</a>") < shown.index('aria-current="page">Page')


@pytest.mark.parametrize(
    ("written", "dialled"),
    [("04 65 71 00 15", "+33465710015"), ("+33 4 65 71 00 15", "+33465710015"), ("", "")],
)
def test_a_telephone_number_can_be_dialled(written, dialled):
    assert IdentitySettings(telephone=written).telephone_href == dialled


@pytest.mark.parametrize("subject", ["notices", "accessibility", "privacy", "cookies"])
def test_a_legal_page_is_written_from_the_settings(home, client, subject):
    site = Site.objects.get()
    IdentitySettings.objects.create(site=site, name="Ici", legal_name="CC d’Ici")
    LegalSettings.objects.create(site=site, host_name="Hôte SA", dpo_contact="dpo@example.org")
    home.add_child(instance=LegalPage(title="Page légale", slug="legale", subject=subject))

    shown = client.get("/legale/").content.decode()

    expected = {
        "notices": "Hôte SA",
        "accessibility": "non conforme",
        "privacy": "dpo@example.org",
        "cookies": "Aucun traceur",
    }
    assert expected[subject] in shown
    assert "CC d’Ici" in shown


def test_two_pages_do_not_deal_with_the_same_duty(home):
    home.add_child(instance=LegalPage(title="Une", slug="une", subject="cookies"))

    with pytest.raises(ValidationError, match="traite déjà"):
        LegalPage(title="Deux", slug="deux", subject="cookies").clean()


def test_the_map_of_the_site_names_its_pages(home, client):
    home.add_child(instance=StandardPage(title="Une rubrique", slug="rubrique"))
    home.add_child(instance=StandardPage(title="Un brouillon", slug="brouillon", live=False))

    shown = client.get("/plan-du-site/").content.decode()

    assert "Une rubrique" in shown
    assert "Un brouillon" not in shown


def test_robots_are_sent_to_the_map_and_away_from_the_admin(home, client):
    shown = client.get("/robots.txt").content.decode()

    assert "Disallow: /admin/" in shown
    assert "Sitemap: http://testserver/sitemap.xml" in shown
    assert "<urlset" in client.get("/sitemap.xml").content.decode()


def test_health_is_answered_and_never_kept(home, client):
    answer = client.get("/sante/")

    assert answer.json() == {"state": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_a_site_whose_settings_are_empty_still_serves(home, client):
    home.add_child(instance=LegalPage(title="Mentions", slug="mentions", subject="notices"))

    assert client.get("/").status_code == 200
    assert client.get("/mentions/").status_code == 200
    assert render_to_string("editorial/body.html", {"body": None}).strip() == ""
