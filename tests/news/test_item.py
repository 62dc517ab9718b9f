"""One item of news: what machines read of it, what its writer is told, its embargo."""

import json
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.news.factories import ThemeFactory, a_news_index, a_news_item
from tests.site_pages import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return a_news_index()


def article_of(client, page):
    shown = client.get(page.url).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    return next(one for one in map(json.loads, found) if one["@type"] == "NewsArticle")


def test_a_search_engine_reads_an_article(index, client):
    page = a_news_item(index, title="La fibre </script> arrive", lead="Dès lundi.")

    article = article_of(client, page)

    assert article["headline"] == "La fibre </script> arrive"
    assert article["datePublished"] == "2011-03-23"
    assert article["mainEntityOfPage"]["@id"] == page.full_url
    assert article["image"][0].startswith("http://testserver/")
    assert article["author"] == article["publisher"]
    assert {"dateModified", "description"} <= article.keys()


@time_machine.travel("2011-03-20 12:00+01:00")
def test_a_writer_is_told_of_a_missing_theme_and_of_a_date_to_come(index):
    page = a_news_item(index, published_on=date(2011, 3, 23))

    assert {"theme", "published_on"} <= {finding.field for finding in page.findings()}


def test_a_whole_item_is_found_no_fault_of_its_own(index):
    page = a_news_item(index, theme=ThemeFactory())

    assert not {"theme", "published_on"} & {finding.field for finding in page.findings()}


def test_an_editor_sets_an_embargo_in_the_form_of_the_page(index, admin_client, client):
    page = a_news_item(index, title="Bientôt")
    until = timezone.localtime() + timedelta(days=1)
    form = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert "Embargo" in form.content.decode()

    answer = admin_client.post(
        f"/admin/pages/{page.pk}/edit/",
        {
            "title": "Bientôt",
            "slug": page.slug,
            "lead": "La suite mardi.",
            "published_on": "2011-03-23",
            "season": "summer",
            "body-count": "0",
            "embargoes-TOTAL_FORMS": "1",
            "embargoes-INITIAL_FORMS": "0",
            "embargoes-MIN_NUM_FORMS": "0",
            "embargoes-MAX_NUM_FORMS": "1",
            "embargoes-0-until": until.strftime("%Y-%m-%d %H:%M"),
            "embargoes-0-ORDER": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "1",
        },
    )

    advice = admin_client.get(answer.url).context["found"]
    admin_client.post(answer.url, {"lu": advice.digests})
    page.refresh_from_db()
    assert page.live
    assert client.get(page.url).status_code == 404
    with time_machine.travel(until + timedelta(minutes=1)):
        assert client.get(page.url).status_code == 200


def test_an_item_asks_few_queries(index, client):
    pages = [a_news_item(index, title=f"Nouvelle {n}", theme=ThemeFactory()) for n in range(5)]

    assert queries_of(client, pages[0]) <= 10
