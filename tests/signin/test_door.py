"""The door: who comes in, by what name, and what it says to whom it does not let in."""

from __future__ import annotations

import re

import pytest
from allauth.account import urls as account_urls
from allauth.mfa import urls as factor_urls
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from signin.urls import urlpatterns

from .people import EMAIL, NAME, PASSWORD, come_in, is_in, sheet_of, somebody, telephone_of

pytestmark = pytest.mark.django_db
DOOR = reverse("account_login")


@pytest.mark.parametrize("name", [NAME, NAME.title(), EMAIL, EMAIL.upper(), f" {NAME} "])
def test_somebody_comes_in_by_their_user_name_or_their_address(client, name):
    somebody()
    answer = come_in(client, name)
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert is_in(client)


def test_an_address_that_two_accounts_share_names_neither(client):
    somebody()
    somebody("autre")
    assert come_in(client, EMAIL).status_code == 422
    assert come_in(client, NAME).status_code == 302


def test_the_door_of_wagtail_leads_to_ours_with_the_way_back(client):
    answer = client.get(reverse("wagtailadmin_account"), follow=True)
    assert answer.redirect_chain[-1][0] == f"{DOOR}?next=/admin/account/"
    somebody()
    page = answer.content.decode()
    assert 'name="next" value="/admin/account/"' in page
    sent = {"username": NAME, "password": PASSWORD, "next": "/admin/account/"}
    assert client.post(DOOR, sent).headers["Location"] == "/admin/account/"


@pytest.mark.parametrize(
    "where",
    ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)", "/\\ailleurs"],
)
def test_the_way_back_never_leads_elsewhere(client, where):
    somebody()
    sent = {"username": NAME, "password": PASSWORD, "next": where}
    assert client.post(DOOR, sent).headers["Location"] == reverse("wagtailadmin_home")


def test_a_wrong_password_keeps_the_name_and_says_so_in_french(client):
    somebody()
    answer = come_in(client, password="pas-le-bon-du-tout")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ne vont pas ensemble" in page
    assert f'value="{NAME}"' in page
    assert "pas-le-bon" not in page


def body_of(answer) -> str:
    """A page without its token and without what was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r'value="(?:inconnue|conseillere|fermee)"', "", page)


def test_the_door_says_the_same_of_a_wrong_password_an_unknown_name_and_a_closed_account():
    somebody()
    somebody("fermee", "fermee@example.org", is_active=False)
    tried = [(NAME, "faux"), ("inconnue", "faux"), ("fermee", PASSWORD)]
    answers = [come_in(Client(), name, password) for name, password in tried]
    assert len({(answer.status_code, body_of(answer)) for answer in answers}) == 1


def test_a_password_is_worked_on_once_whoever_is_named(monkeypatch):
    somebody()
    somebody("fermee", "fermee@example.org", is_active=False)
    work: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self, password, salt):
        work.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for name in (NAME, EMAIL, "inconnue", "inconnue@example.org", "fermee"):
        come_in(Client(), name, "faux")
    assert work == ["faux"] * 5


def test_somebody_who_may_not_open_the_administration_is_not_sent_round_in_circles(client):
    get_user_model()._default_manager.create_user("visiteur", "v@example.org", PASSWORD)
    answer = client.get(reverse("wagtailadmin_home"), follow=True)
    come_in(client, "visiteur")
    answer = client.get(reverse("wagtailadmin_home"), follow=True)
    assert answer.status_code == 200
    assert len(answer.redirect_chain) == 2


def test_the_way_out_is_a_gesture_and_closes_the_session(client):
    somebody()
    come_in(client)
    assert "Me déconnecter" in client.get(reverse("account_logout")).content.decode()
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_of_allauth_only_what_we_serve_has_an_address():
    names = {
        one.name
        for one in [*account_urls.urlpatterns, *factor_urls.urlpatterns]
        if isinstance(one, URLPattern)
    }
    ours = {one.name for one in urlpatterns}
    for name in names - ours:
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert {"account_signup", "account_email", "account_reauthenticate"} <= names - ours
    served = {str(one.pattern) for one in get_resolver().url_patterns}
    assert not any("account" in pattern or "mfa" in pattern for pattern in served)


@pytest.mark.parametrize(
    "name", ["wagtailadmin_password_reset", "wagtailadmin_password_reset_done"]
)
def test_the_letter_of_wagtail_for_a_forgotten_password_is_gone(client, name):
    assert client.get(reverse(name)).status_code == 404


ALONE = [
    one.name for one in urlpatterns if "<" not in str(one.pattern) and "?P" not in str(one.pattern)
]


@pytest.mark.parametrize("name", ALONE)
def test_no_page_of_the_door_is_kept_nor_told_to_engines(client, name):
    user = somebody()
    telephone_of(user)
    sheet_of(user)
    client.force_login(user)
    answer = client.get(reverse(name))
    assert "no-store" in answer.headers["Cache-Control"]
    if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
        assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_a_form_without_its_token_lets_nobody_in():
    somebody()
    assert come_in(Client(enforce_csrf_checks=True)).status_code == 403


def test_the_door_works_with_what_browsers_keep(client):
    page = client.get(DOOR).content.decode()
    assert 'autocomplete="username webauthn"' in page
    assert 'autocomplete="current-password"' in page
    assert page.count('type="submit"') == 1


def test_who_reads_the_site_is_given_no_cookie(client):
    answer = client.get("/")
    assert answer.cookies == {}
    assert client.get(DOOR).cookies.keys() <= {"csrftoken"}
