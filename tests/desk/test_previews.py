"""What a page may be looked at as, before it is published."""

import pytest
from django.urls import reverse

from editorial import previews
from editorial.models import StandardPage
from tests.desk.people import a_draft, a_site, at_work, page_at, someone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    a_site()


def preview(page, mode: str) -> str:
    revision = page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])
    answer = at_work(someone("Rédacteur")).get(address, {"mode": mode})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("slug", ["actualites", "presse", "formations"])
@pytest.mark.parametrize("mode", [mode for mode, _ in previews.MODES])
def test_every_page_shows_in_every_mode(slug, mode):
    assert 'id="contenu"' in preview(page_at(slug), mode)


def test_a_card_is_that_of_the_list():
    assert 'class="news-item"' in preview(a_draft(title="Le marché", lead="Jeudi."), "carte")


def test_engines_cut_what_is_too_long():
    page = a_draft(title="Mot " * 30, lead="Phrase " * 40)

    shown = preview(page, "reseaux")

    assert "…" in shown
    assert "Mot " * 17 not in shown.split("<main")[1]


def test_paper_wears_the_rules_of_print():
    shown = preview(a_draft(), "papier")

    assert "css/paper" in shown
    assert "css/site.css" not in shown


def test_the_sizes_offer_a_sheet():
    assert previews.A4 in StandardPage().preview_sizes


def test_an_unknown_mode_is_the_page():
    assert "Une nouvelle" in preview(a_draft(), "inconnu")
