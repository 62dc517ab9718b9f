"""The second factor: how it is chosen, asked, spent, removed; and that nothing goes round it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signin import ciphers, codes

from .people import (
    activate,
    code_of,
    come_in,
    factors,
    is_in,
    sheet_of,
    somebody,
    telephone_of,
    type_code,
)

pytestmark = pytest.mark.django_db
HOME = reverse("wagtailadmin_home")
SAFETY = reverse("mfa_index")


def test_a_telephone_is_added_by_a_drawing_that_no_script_draws(client):
    somebody()
    come_in(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert 'autocomplete="one-time-code"' in page
    assert "<script" not in page


def test_once_there_is_a_telephone_a_password_alone_does_not_let_in(client):
    secret = telephone_of(somebody())
    assert come_in(client).headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert type_code(client, code_of(secret)).headers["Location"] == HOME
    assert is_in(client)


def test_the_code_that_activates_is_not_taken_again_to_come_in(client):
    user = somebody()
    come_in(client)
    secret = activate(client)
    assert factors(user) == ["recovery_codes", "totp"]
    other = Client()
    come_in(other)
    assert type_code(other, code_of(secret)).status_code == 422
    assert type_code(other, code_of(secret, steps=1)).headers["Location"] == HOME


def test_a_code_comes_in_once_even_while_it_is_still_shown():
    secret = telephone_of(somebody())
    first, second = Client(), Client()
    come_in(first)
    come_in(second)
    code = code_of(secret)
    assert type_code(first, code).status_code == 302
    assert type_code(second, code).status_code == 422


def test_a_code_shown_before_the_last_one_taken_is_taken_no_more():
    secret = telephone_of(somebody())
    first, second = Client(), Client()
    come_in(first)
    come_in(second)
    assert type_code(first, code_of(secret, steps=1)).status_code == 302
    assert type_code(second, code_of(secret)).status_code == 422


def test_a_code_ends_within_two_minutes(client):
    secret = telephone_of(somebody())
    code = code_of(secret)
    later = timezone.localtime() + timedelta(seconds=91)
    with time_machine.travel(later):
        come_in(client)
        assert type_code(client, code).status_code == 422


def test_a_code_belongs_to_the_sign_in_that_asks_it(client):
    """Without the password first, in the same browser and the last ten minutes, a code opens nothing."""
    secret = telephone_of(somebody())
    door = reverse("account_login")
    assert type_code(client, code_of(secret)).headers["Location"] == door
    come_in(client)
    with time_machine.travel(timezone.localtime() + timedelta(minutes=11)):
        assert type_code(client, code_of(secret)).headers["Location"] == door
    assert not is_in(client)


def test_the_telephone_of_one_does_not_let_another_in(client):
    telephone_of(somebody())
    theirs = telephone_of(somebody("autre", "autre@example.org"))
    come_in(client)
    assert type_code(client, code_of(theirs)).status_code == 422


def test_a_recovery_code_serves_once():
    user = somebody()
    telephone_of(user)
    sheet = sheet_of(user)
    for expected in (302, 422):
        client = Client()
        come_in(client)
        assert type_code(client, sheet[0]).status_code == expected


@pytest.mark.django_db(transaction=True)
def test_a_code_typed_in_two_places_at_once_is_spent_once():
    user = somebody()
    secret = telephone_of(user)
    code = code_of(secret)

    def one(_: int) -> bool:
        try:
            return codes.spend(user, code) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as hands:
        assert sum(hands.map(one, range(6))) == 1


def test_the_secret_of_a_telephone_is_not_readable_in_the_database(settings):
    user = somebody()
    secret = telephone_of(user)
    kept = Authenticator.objects.get(user=user).data["secret"]
    assert secret not in kept
    assert ciphers.decrypt(kept) == secret
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "une-autre-clef"
    assert ciphers.decrypt(kept) == secret
    settings.SECRET_KEY_FALLBACKS = []
    assert codes.spend(user, code_of(secret)) is None


def test_recovery_codes_are_shown_taken_away_and_made_again(client):
    user = somebody()
    come_in(client)
    activate(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    sheet = client.get(reverse("mfa_download_recovery_codes"))
    shown = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert len(shown) == 10
    assert all(code in page and code in sheet.content.decode() for code in shown)
    assert "attachment" in sheet.headers["Content-Disposition"]
    client.post(reverse("mfa_generate_recovery_codes"))
    again = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert set(again).isdisjoint(shown)
