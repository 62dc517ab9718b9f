"""Where a second factor is required, nothing goes round it; lost, somebody takes it away."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from signin import mail

from .people import (
    NAME,
    activate,
    code_of,
    come_in,
    factors,
    is_in,
    sheet_of,
    somebody,
    telephone_of,
)

pytestmark = pytest.mark.django_db
HOME = reverse("wagtailadmin_home")
SAFETY = reverse("mfa_index")


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
    mail.postman.submit(lambda: None).result(timeout=120)
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
    mail.postman.submit(lambda: None).result(timeout=120)
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
