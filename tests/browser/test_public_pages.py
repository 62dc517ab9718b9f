"""Every kind of public page, as a telephone shows it."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from wagtail.models import Page


@pytest.fixture
def addresses(live_server) -> list[str]:
    """The first page of each type, the search and an address that does not exist."""
    call_command("demo", stdout=StringIO())
    pages = Page.objects.live().filter(depth__gt=1).order_by("path").specific()
    first = {type(page): page.url for page in reversed(list(pages))}
    return [*first.values(), "/recherche/?q=bureau", "/recherche/?q=zzzz", "/nulle-part/"]


def test_public_pages_suit_a_telephone_and_ask_nobody_else(live_server, phone, axe, addresses):
    hosts = set()
    phone.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))

    for address in addresses:
        phone.goto(live_server.url + address)
        axe(phone)
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{address} : {width} px"

    assert hosts - {""} == {urlsplit(live_server.url).netloc}
