"""The pages of courses, Forum and télécentre with their real content, on a telephone."""

import pytest
from django.conf import settings

from home.content import load

ADDRESSES = [
    "/formations/",
    "/formations/?q=zzz",
    "/formations/teletravail-independant/",
    "/forum-du-teletravail/",
    "/forum-du-teletravail/2010/",
    "/telecentre/",
    "/maison-des-services/",
]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWICE = "document.documentElement.style.fontSize = '200%'"


@pytest.mark.django_db(transaction=True)
def test_the_pages_suit_everybody(live_server, phone, axe):
    load(settings.CONTENT_DIR)

    for address in ADDRESSES:
        phone.goto(live_server.url + address)
        assert phone.evaluate(WIDER) == 0, address
        axe(phone)
        phone.evaluate(TWICE)
        assert phone.evaluate(WIDER) == 0, f"{address}, text at 200 %"
