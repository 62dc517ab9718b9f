"""The blocks that keep themselves up to date: what anybody may read now, and nothing to visitors otherwise."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from editorial.live.sources import live_sources
from editorial.models import Embargo, KeyFigure, StandardPage
from news.models import NewsPage
from territory.home import forget_home_communes
from tests.home.factories import event
from tests.site_pages import published, queries_of, text_of

pytestmark = pytest.mark.django_db

NAMES = [
    "below",
    "communes",
    "contact",
    "coverage",
    "dates",
    "figures",
    "forum",
    "news",
    "offices",
    "partners",
    "sessions",
]


def page_of(*names: str) -> StandardPage:
    body = [("live", {"source": name, "title": f"Ici, {name}", "count": 3}) for name in names]
    return published(StandardPage(title="Essai", slug="essai", body=body))


def previewed(page: StandardPage) -> str:
    request = RequestFactory().get("/")
    request.is_preview = True
    return page.body.render_as_block(context={"request": request, "page": page})


def test_the_editor_chooses_among_these():
    assert set(NAMES) <= set(live_sources())


@pytest.mark.parametrize("name", NAMES)
def test_with_nothing_to_show_visitors_see_nothing_and_the_editor_learns_why(client, name):
    forget_home_communes()
    page = page_of(name)

    assert f"Ici, {name}" not in text_of(client, page)
    shown = previewed(page)
    assert "Rien à montrer aujourd’hui" in shown
    assert live_sources()[name].empty.split()[0] in shown


def test_a_source_that_nobody_answers_for_any_more_breaks_nothing(client):
    page = page_of("parti")

    assert "Ici, parti" not in text_of(client, page)
    assert "Choisissez ce que ce bloc doit montrer." in previewed(page)


@pytest.mark.parametrize("name", NAMES)
def test_on_the_real_site_each_has_something_to_show(real_site, client, name):
    page = page_of(name)
    published(StandardPage(title="Dessous", slug="dessous"), page)

    assert f"Ici, {name}" in text_of(client, page)


def test_a_page_under_embargo_is_not_among_the_latest_news(real_site, client):
    held = NewsPage.objects.newest_first()[0]
    page = page_of("news")
    assert held.slug in text_of(client, page)

    Embargo.objects.create(page=held, until=timezone.now() + timedelta(hours=1))

    assert held.slug not in text_of(client, page)


def test_a_news_item_does_not_list_itself(real_site, client):
    item = NewsPage.objects.newest_first()[0]
    item.body = [("live", {"source": "news", "title": "", "count": 12})]
    item.save()

    shown = text_of(client, item).split('class="live')[1].split("</article>")[0]

    assert f"/{item.slug}/" not in shown


def test_next_dates_begin_with_the_soonest(client):
    event("Plus tard", timezone.now() + timedelta(hours=2))
    event("Bientôt", timezone.now() + timedelta(hours=1))

    shown = text_of(client, page_of("dates"))

    assert shown.index("Bientôt") < shown.index("Plus tard")


def test_a_key_figure_comes_with_its_year_and_its_source(client):
    KeyFigure.objects.all().delete()
    KeyFigure.objects.create(label="communes", value=13, year=2011, source="Insee")

    shown = text_of(client, page_of("figures"))

    assert "13</dd>" in shown
    assert "(2011, Insee)" in shown


def test_the_latest_news_cost_the_same_whatever_their_number(real_site, client):
    few = StandardPage(
        title="Peu", slug="peu", body=[("live", {"source": "news", "title": "", "count": 1})]
    )
    many = StandardPage(
        title="Plus", slug="plus", body=[("live", {"source": "news", "title": "", "count": 12})]
    )

    assert queries_of(client, published(few)) == queries_of(client, published(many)) <= 10
