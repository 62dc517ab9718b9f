"""The list and its feeds ask the database the same whether there are ten news or five thousand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.news.factories import ThemeFactory, a_news_index
from tests.news.thousands import many_news

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/actualites/",
    "/actualites/?page=2",
    "/actualites/?theme=forum&annee=2000",
    "/actualites/?q=nouvelle",
    "/actualites/flux.rss",
    "/actualites/flux.atom?theme=forum",
]
MOST = 10


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(found)


def test_five_thousand_news_ask_no_more_queries_than_ten(client):
    index = a_news_index()
    themes = [ThemeFactory(slug="forum"), ThemeFactory()]
    many_news(index, range(1, 11), themes)
    few = {address: queries(client, address) for address in ADDRESSES}

    many_news(index, range(11, 5001), themes)
    many = {address: queries(client, address) for address in ADDRESSES}

    assert many == few
    assert max(many.values()) <= MOST
    assert "5000 actualités" in client.get("/actualites/").content.decode()
