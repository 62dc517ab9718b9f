"""Put a page under the home page of the test database, and read it as a visitor does."""

from typing import TypeVar

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from editorial.models import StandardPage

P = TypeVar("P", bound=Page)


def published(page: P, parent: Page | None = None) -> P:
    above = parent or Site.objects.get(is_default_site=True).root_page
    above.add_child(instance=page)
    return page


def visited(client: Client, page: Page, /, **query: str) -> HttpResponse:
    return client.get(page.get_url(), query)


def text_of(client: Client, page: Page, /, **query: str) -> str:
    """The page with its no-break spaces made plain, so that a test reads like the page."""
    response = visited(client, page, **query)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def queries_of(client: Client, page: Page) -> int:
    """Queries of a visit once what Wagtail keeps in memory (sites, content types) is there."""
    visited(client, page)
    with CaptureQueriesContext(connection) as found:
        visited(client, page)
    return len(found)


def queries_of_its_own(client: Client, page: Page) -> int:
    """Queries that a page adds to those of a page of text that stands beside it."""
    text = published(StandardPage(title="Texte", slug="texte"), page.get_parent())
    return queries_of(client, page) - queries_of(client, text)
