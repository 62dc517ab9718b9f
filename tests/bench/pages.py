"""The public pages, as anybody opens them for the first time: no page cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client
from wagtail.models import Page

from tests.bench.lines import Screen
from tests.bench.targets import HIT, PUBLIC, PUBLIC_SEARCH

SEARCHES = {
    "recherche, des réponses": "/recherche/?q=télétravail",
    "recherche, aucune réponse": "/recherche/?q=zzzz",
}


def addresses() -> dict[str, str]:
    """One page of each type, the first in the tree."""
    found: dict[str, str] = {}
    for page in Page.objects.live().filter(depth__gt=1).order_by("path").specific().iterator():
        found.setdefault(str(page._meta.verbose_name), page.url)
    return found


def get(client: Client, address: str) -> Callable[[], Any]:
    def call() -> Any:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} : {response.status_code}")
        return response

    return call


def screens() -> Iterator[Screen]:
    client = Client()
    for name, url in addresses().items():
        yield Screen(name, get(client, url), PUBLIC)
    for name, url in SEARCHES.items():
        yield Screen(name, get(client, url), PUBLIC_SEARCH)


def kept() -> Iterator[Screen]:
    """The same home page once the page cache holds it: to be read while it is on."""
    yield Screen("accueil, en cache", get(Client(), "/"), HIT)
