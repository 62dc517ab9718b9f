"""The second factor: how it is chosen, asked, spent, removed; and that nothing goes round it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.auth.models import Permission
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from signin import ciphers, codes, mail

from .people import (
    NAME,
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


def activate(client: Client) -> str:
    """Add a telephone by the screen; the secret that it holds."""
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[SECRET_SESSION_KEY]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


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


# Required


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.usefixtures("required")
def test_without_one_only_what_gives_one_is_reached(client):
    somebody(is_superuser=True)
    come_in(client)
    for address in (HOME, reverse("wagtailadmin_account"), "/admin/pages/", "/admin/users/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(f"{SAFETY}?next=")
        assert client.post(address).headers["Location"].startswith(SAFETY)
    page = client.get(f"{SAFETY}?next=/admin/account/").content.decode()
    assert "Avant d’entrer, choisissez un second facteur" in page
    activate(client)
    assert is_in(client)


@pytest.mark.usefixtures("required")
def test_without_one_the_public_site_takes_an_account_for_nobody(client):
    somebody(is_superuser=True)
    come_in(client)
    assert not client.get("/sante/").wsgi_request.user.is_authenticated
    assert client.get(SAFETY).wsgi_request.user.is_authenticated


@pytest.mark.usefixtures("required")
def test_the_way_out_stays_open(client):
    somebody()
    come_in(client)
    client.post(reverse("wagtailadmin_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("required")
def test_a_session_older_than_the_second_factor_must_show_it():
    user = somebody()
    old, new = Client(), Client()
    come_in(old)
    come_in(new)
    secret = activate(new)
    answer = old.get(HOME)
    assert answer.headers["Location"].startswith(reverse("signin_confirm"))
    form = old.get(answer.headers["Location"]).content.decode()
    assert "confirm-password" not in form
    sent = {"confirm-code": code_of(secret, steps=1), "next": HOME}
    assert old.post(reverse("signin_confirm"), sent).headers["Location"] == HOME
    assert is_in(old)
    assert factors(user) == ["recovery_codes", "totp"]


@pytest.mark.usefixtures("required")
def test_the_last_one_is_not_removed_where_one_is_required(client):
    user = somebody()
    come_in(client)
    activate(client)
    assert "seul second facteur" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert "totp" in factors(user)


def test_removed_it_takes_its_sheet_away_and_its_owner_is_told(client, mailoutbox):
    user = somebody()
    come_in(client)
    activate(client)
    client.post(reverse("mfa_deactivate_totp"))
    mail.postman.submit(lambda: None).result(timeout=10)
    assert factors(user) == []
    assert "retiré de votre compte" in mailoutbox[-1].subject


# Lost


def webmaster() -> Client:
    """Somebody who manages accounts, without being all-powerful."""
    user = somebody("webmestre", "webmestre@example.org")
    user.user_permissions.add(Permission.objects.get(codename="change_user"))
    client = Client()
    come_in(client, "webmestre")
    return client


def test_somebody_who_manages_accounts_removes_the_second_factor_of_one(mailoutbox):
    user = somebody()
    telephone_of(user)
    sheet_of(user)
    address = reverse("signin_remove_second_factor", args=[user.pk])
    client = webmaster()
    assert "de vive voix" in client.get(address).content.decode()
    assert factors(user) == ["recovery_codes", "totp"]
    client.post(address)
    assert factors(user) == []
    entry = ModelLogEntry.objects.get(action="signin.second_factor_removed")
    assert (entry.user.username, entry.object_id) == ("webmestre", str(user.pk))
    mail.postman.submit(lambda: None).result(timeout=10)
    assert "second facteur a été retiré" in mailoutbox[-1].subject
    other = Client()
    assert come_in(other, NAME).headers["Location"] == HOME


def test_not_that_of_an_account_out_of_their_reach():
    user = somebody("admin", "admin@example.org", is_superuser=True)
    telephone_of(user)
    address = reverse("signin_remove_second_factor", args=[user.pk])
    assert webmaster().post(address).status_code == 404
    assert factors(user) == ["totp"]


def test_nor_anybody_s_without_the_right(client):
    user = somebody()
    telephone_of(user)
    somebody("autre", "autre@example.org")
    come_in(client, "autre")
    client.post(reverse("signin_remove_second_factor", args=[user.pk]))
    assert factors(user) == ["totp"]
