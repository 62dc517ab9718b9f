"""A session: its key, its hours, and what ends it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as site_settings
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.settings import base
from signin.middleware import AskSecondFactor, EndOldSessions
from signin.sessions import SEEN, STARTED

from .people import NAME, PASSWORD, come_in, is_in, somebody
from .test_forgotten import choose_again

pytestmark = pytest.mark.django_db
NEW = "Une-autre-phrase-bien-longue"


@pytest.fixture
def hours(settings):
    settings.SESSION_IDLE_MINUTES, settings.SESSION_HOURS = 60, 12


def in_(**later: Any) -> time_machine.travel:
    return time_machine.travel(timezone.localtime() + timedelta(**later))


def test_the_key_changes_when_somebody_comes_in(client):
    somebody()
    session = client.session
    session["before"] = "kept"
    session.save()
    before = session.session_key
    client.cookies[site_settings.SESSION_COOKIE_NAME] = before
    come_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_the_cookie_goes_with_the_browser(client):
    somebody()
    come_in(client)
    assert client.cookies[site_settings.SESSION_COOKIE_NAME]["max-age"] == ""


@pytest.mark.usefixtures("hours")
def test_an_hour_without_a_gesture_ends_it(client):
    somebody()
    come_in(client)
    with in_(minutes=61):
        answer = client.get(reverse("wagtailadmin_home"), follow=True)
    assert "faute d’activité" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("hours")
def test_each_gesture_gives_it_another_hour(client):
    somebody()
    come_in(client)
    for minutes in (50, 100, 150):
        with in_(minutes=minutes):
            assert is_in(client)


@pytest.mark.usefixtures("hours")
def test_twelve_hours_end_it_whatever_is_done(client):
    somebody()
    come_in(client)
    for half_hours in range(1, 24):
        with in_(minutes=30 * half_hours):
            assert client.get(reverse("mfa_index")).status_code == 200
    with in_(minutes=721):
        assert not is_in(client)


@pytest.mark.usefixtures("hours")
def test_a_session_is_written_once_a_minute_at_most(client, django_assert_num_queries):
    somebody()
    come_in(client)
    # Whoever is signed in costs two reads: the session, the account. The page has one of its own.
    with django_assert_num_queries(3):
        client.get("/sante/?a")
    before = client.session[SEEN]
    with in_(seconds=61):
        client.get("/sante/?b")
    assert client.session[SEEN] - before >= 60
    assert client.session[STARTED] <= before


def test_who_has_no_session_costs_no_query(client, django_assert_num_queries):
    seen = []
    request = client.get("/robots.txt").wsgi_request
    with django_assert_num_queries(0):
        EndOldSessions(seen.append)(request)
        AskSecondFactor(seen.append)(request)
    assert seen == [request, request]


def test_a_closed_account_loses_its_sessions_at_once(client):
    user = somebody()
    come_in(client)
    assert is_in(client)
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert not is_in(client)


def two_browsers() -> tuple[Any, Client, Client]:
    user = somebody()
    here, there = Client(), Client()
    for client in (here, there):
        come_in(client)
        assert is_in(client)
    return user, here, there


def test_a_password_changed_at_the_door_ends_the_other_sessions():
    _, here, there = two_browsers()
    answers = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post(reverse("account_change_password"), answers).status_code == 302
    assert is_in(here)
    assert not is_in(there)


def test_a_password_changed_in_the_account_of_wagtail_ends_the_other_sessions():
    user, here, there = two_browsers()
    answers = {
        "name_email-first_name": "Sylvie",
        "name_email-last_name": "Vidal",
        "name_email-email": user.email,
        "password-old_password": PASSWORD,
        "password-new_password1": NEW,
        "password-new_password2": NEW,
        "locale-preferred_language": "",
        "locale-current_time_zone": "",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }
    page = here.post(reverse("wagtailadmin_account"), answers)
    user.refresh_from_db()
    assert user.check_password(NEW), page.content.decode()[:2000]
    assert is_in(here)
    assert not is_in(there)


def test_a_password_changed_by_an_administrator_ends_every_session():
    user, here, there = two_browsers()
    admin = somebody("admin", "admin@example.org", is_superuser=True)
    desk = Client()
    desk.force_login(admin)
    answers = {
        "username": NAME,
        "email": user.email,
        "first_name": "Sylvie",
        "last_name": "Vidal",
        "is_active": "on",
        "password1": NEW,
        "password2": NEW,
    }
    desk.post(reverse("wagtailusers_users:edit", args=[user.pk]), answers)
    user.refresh_from_db()
    assert user.check_password(NEW)
    # Rights given by hand are not on that form, and are left as they were.
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert not is_in(here)
    assert not is_in(there)


def test_a_forgotten_password_chosen_again_ends_every_session(mailoutbox):
    _, here, there = two_browsers()
    choose_again(Client(), mailoutbox)
    assert not is_in(here)
    assert not is_in(there)


def test_the_old_password_is_asked_and_its_tries_are_counted(client):
    somebody()
    come_in(client)
    answers = {"oldpassword": "faux", "password1": NEW, "password2": NEW}
    tried = [client.post(reverse("account_change_password"), answers) for _ in range(6)]
    assert [answer.status_code for answer in tried] == [422] * 5 + [429]


def test_passwords_are_kept_by_argon2_and_are_long():
    assert base.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    lengths = [one.get("OPTIONS", {}).get("min_length") for one in base.AUTH_PASSWORD_VALIDATORS]
    assert 12 in lengths
