"""How often an address may act, whatever it says of itself."""

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from editorial.limits import client_address, take_ticket


@pytest.fixture(autouse=True)
def _fresh():
    caches["limits"].clear()


def asked(address: str = "192.0.2.1", forwarded: str = ""):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


def test_an_address_has_so_many_tickets_and_no_more():
    taken = [take_ticket("essai", asked(), tickets=3, seconds=60) for _ in range(5)]

    assert taken == [True, True, True, False, False]


def test_another_address_has_its_own():
    take_ticket("essai", asked(), tickets=1, seconds=60)

    assert take_ticket("essai", asked("192.0.2.2"), tickets=1, seconds=60)


def test_a_forged_header_evades_nothing(settings):
    settings.PROXY_HOPS = 0
    forged = [asked(forwarded=f"198.51.100.{number}") for number in range(2)]

    assert [take_ticket("essai", one, tickets=1, seconds=60) for one in forged] == [True, False]


def test_behind_a_proxy_only_what_it_added_is_believed(settings):
    settings.PROXY_HOPS = 1

    assert client_address(asked("10.0.0.1", "198.51.100.7, 192.0.2.9")) == "192.0.2.9"
    assert client_address(asked("10.0.0.1")) == "10.0.0.1"


def test_the_cache_does_not_hold_the_address():
    take_ticket("essai", asked("192.0.2.77"), tickets=1, seconds=60)

    assert not [key for key in caches["limits"]._cache if "192.0.2.77" in key]
