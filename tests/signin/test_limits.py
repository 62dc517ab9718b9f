"""How many tries: for an account whatever it is called, for an address whatever it claims, for a code."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse

from config.settings import base
from signin import attempts

from .people import EMAIL, NAME, code_of, come_in, is_in, somebody, telephone_of, type_code
from .test_forgotten import choose_again

pytestmark = pytest.mark.django_db


def from_address(address: str) -> dict[str, str]:
    return {"REMOTE_ADDR": address}


def test_a_fifth_wrong_password_is_the_last_for_five_minutes_even_before_the_right_one():
    somebody()
    wrong = [come_in(Client(), password="faux", **from_address(f"10.0.0.{n}")) for n in range(5)]
    assert [answer.status_code for answer in wrong] == [422] * 5
    answer = come_in(Client(), **from_address("10.0.0.9"))
    assert answer.status_code == 429
    assert "Attendez cinq minutes" in answer.content.decode()


def test_the_names_of_an_account_share_their_tries():
    somebody()
    for number in range(5):
        come_in(
            Client(),
            (NAME, EMAIL, NAME.upper())[number % 3],
            "faux",
            **from_address(f"10.0.0.{number}"),
        )
    assert come_in(Client(), EMAIL, **from_address("10.0.0.9")).status_code == 429


def test_a_name_that_nobody_has_is_locked_alike():
    for number in range(5):
        come_in(Client(), "inconnue", "faux", **from_address(f"10.0.0.{number}"))
    assert come_in(Client(), "inconnue", "faux", **from_address("10.0.0.9")).status_code == 429


def test_an_address_has_ten_tries_a_minute_whoever_it_names():
    somebody()
    answers = [come_in(Client(), f"nom{n}", "faux", **from_address("10.1.1.1")) for n in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert come_in(Client(), **from_address("10.1.1.2")).status_code == 302


def test_right_passwords_use_no_try(client):
    somebody()
    assert [come_in(Client()).status_code for _ in range(12)] == [302] * 12


def test_a_forged_header_gives_no_new_tries():
    tried = [
        come_in(Client(), f"nom{n}", "faux", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")
        for n in range(11)
    ]
    assert tried[-1].status_code == 429


def test_behind_a_proxy_what_the_visitor_wrote_in_the_header_gives_no_new_tries(settings):
    settings.PROXY_HOPS = 1
    tried = [
        come_in(Client(), f"nom{n}", "faux", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, 198.51.100.7")
        for n in range(11)
    ]
    assert tried[-1].status_code == 429
    other = come_in(Client(), "nom", "faux", HTTP_X_FORWARDED_FOR="198.51.100.7, 198.51.100.8")
    assert other.status_code == 422


def test_a_network_in_ipv6_counts_as_one_address():
    tried = [
        come_in(Client(), f"nom{n}", "faux", **from_address(f"2001:db8::{n:x}")) for n in range(11)
    ]
    assert tried[-1].status_code == 429


def test_the_limits_are_not_kept_where_processes_do_not_share_them(settings):
    assert settings.ACCOUNT_RATE_LIMITS is settings.MFA_RATE_LIMITS is False
    assert base.CACHES["limits"]["BACKEND"].endswith("DatabaseCache")


@pytest.fixture
def shared_by_processes(settings):
    """The cache of production, in the database."""
    settings.CACHES = settings.CACHES | {
        "limits": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "site_limits",
        }
    }
    call_command("createcachetable", verbosity=0)
    assert isinstance(caches["limits"], DatabaseCache)
    caches["limits"].clear()


@pytest.mark.django_db(transaction=True)
def test_tries_made_at_once_by_several_workers_are_counted_together(shared_by_processes, rf):
    def one_try(number: int) -> bool:
        request = rf.post("/", REMOTE_ADDR=f"10.2.0.{number}")
        try:
            attempts.take(request, "compte-7")
        except attempts.TooMany:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as workers:
        let = list(workers.map(one_try, range(16)))
    assert sum(let) == 5


def test_codes_have_five_tries_then_the_password_is_asked_again(client):
    user = somebody()
    secret = telephone_of(user)
    come_in(client)
    wrong = [type_code(client, "000000") for _ in range(4)]
    assert [answer.status_code for answer in wrong] == [422] * 4
    assert "n’est pas le bon" in wrong[0].content.decode()
    last = type_code(client, "000000")
    assert last.headers["Location"] == reverse("account_login")
    assert type_code(client, code_of(secret)).headers["Location"] == reverse("account_login")
    assert not is_in(client)


def test_codes_tried_from_several_browsers_are_counted_together():
    user = somebody()
    secret = telephone_of(user)
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        come_in(browser)
        for _ in range(2):
            type_code(browser, "000000")
    assert type_code(browsers[0], code_of(secret)).status_code == 429


def test_the_letter_gives_back_the_tries_of_an_account(client, mailoutbox):
    somebody()
    for number in range(5):
        come_in(Client(), password="faux", **from_address(f"10.0.0.{number}"))
    choose_again(client, mailoutbox, "Une-autre-phrase-bien-longue")
    assert come_in(Client(), password="Une-autre-phrase-bien-longue").status_code == 302
