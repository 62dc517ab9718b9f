"""Asked again before what cannot be taken back, and brought back to what was being done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse
from django.utils import timezone

from config.urls import urlpatterns as served
from signin.sudo import recently_confirmed

from .people import PASSWORD, code_of, come_in, factors, sheet_of, somebody, telephone_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
HOME = reverse("wagtailadmin_home")


@recently_confirmed
def erase(request):
    return HttpResponse(f"fait : {sorted(request.POST.lists())}")


@recently_confirmed(file=True)
def take(request):
    return HttpResponse("nom;commune", headers={"Content-Disposition": "attachment"})


urlpatterns = [path("effacer/", erase), path("fichier/", take), *served]


@pytest.fixture(autouse=True)
def _asked(settings):
    settings.SUDO_MINUTES = 10


@pytest.fixture
def desk(client):
    """A client of somebody who came in a quarter of an hour ago."""
    user = somebody("admin", "admin@example.org", is_superuser=True)
    with time_machine.travel(timezone.localtime() - timedelta(minutes=15)):
        come_in(client, "admin")
    client.user = user
    return client


def confirm(client: Client, back: str, **proof: str) -> Any:
    proof = {f"confirm-{name}": value for name, value in proof.items()}
    return client.post(reverse("signin_confirm"), proof | {"next": back})


def test_whoever_just_came_in_is_not_asked(client):
    somebody()
    come_in(client)
    assert client.get("/effacer/").content.startswith(b"fait")


def test_after_ten_minutes_a_page_is_asked_for_then_opened(desk):
    page = desk.get("/effacer/?a=1")
    assert page.status_code == 403
    assert "C’est bien vous" in page.content.decode()
    assert "fait" not in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert confirm(desk, "/effacer/?a=1", password=PASSWORD).headers["Location"] == "/effacer/?a=1"
    assert desk.get("/effacer/?a=1").status_code == 200


def test_it_lasts_ten_minutes(desk):
    confirm(desk, "/", password=PASSWORD)
    with time_machine.travel(timezone.localtime() + timedelta(minutes=9)):
        assert desk.get("/effacer/").status_code == 200
    with time_machine.travel(timezone.localtime() + timedelta(minutes=11)):
        assert desk.get("/effacer/").status_code == 403


def test_a_wrong_password_opens_nothing_and_its_tries_are_counted(desk):
    tried = [confirm(desk, "/effacer/", password="faux") for _ in range(6)]
    assert {answer.status_code for answer in tried} == {422}
    assert "Trop d’essais" in tried[-1].content.decode()
    assert confirm(desk, "/effacer/", password="").status_code == 422
    assert desk.get("/effacer/").status_code == 403


def test_a_code_does_it_too_and_is_spent(desk):
    secret = telephone_of(desk.user)
    sheet_of(desk.user)
    session = desk.session
    session["signin_enrolled"] = True
    session.save()
    code = code_of(secret)
    assert "confirm-code" in desk.get("/effacer/").content.decode()
    assert confirm(desk, "/effacer/", code=code).status_code == 302
    assert desk.get("/effacer/").status_code == 200
    with time_machine.travel(timezone.localtime() + timedelta(minutes=11)):
        assert confirm(desk, "/effacer/", code=code).status_code == 422


def test_a_form_that_is_stopped_is_sent_again_with_all_that_it_held(desk):
    written = {"motif": "à sa « demande »\r\nce matin", "choix": ["1", "2"], "vide": ""}
    page = desk.post("/effacer/", written)
    text = page.content.decode()
    assert page.status_code == 403
    assert "Ce que vous avez écrit est gardé" in text
    assert 'action="/effacer/"' in text
    assert text.count('name="choix"') == 2
    assert 'name="vide" value=""' in text
    wrong = desk.post("/effacer/", written | {"confirm-password": "faux"})
    assert wrong.status_code == 422
    assert wrong.content.decode().count('name="choix"') == 2
    done = desk.post("/effacer/", written | {"confirm-password": PASSWORD})
    received = [("choix", ["1", "2"]), ("motif", [written["motif"]]), ("vide", [""])]
    assert done.content.decode() == f"fait : {received}"


def test_nothing_of_what_was_typed_is_kept_in_the_session(desk):
    desk.post("/effacer/", {"secret": "Cézallier-1855"})
    assert "Cézallier" not in str(dict(desk.session))


def test_a_file_waits_behind_a_button(desk):
    page = desk.get("/fichier/").content.decode()
    assert 'name="file" value="1"' in page
    ready = desk.post(
        reverse("signin_confirm"), {"confirm-password": PASSWORD, "next": "/fichier/", "file": "1"}
    )
    assert 'href="/fichier/"' in ready.content.decode()
    assert desk.get("/fichier/").headers["Content-Disposition"] == "attachment"


def test_a_form_that_asks_a_file_too(desk):
    ready = desk.post("/fichier/", {"motif": "bilan", "confirm-password": PASSWORD})
    assert 'name="motif" value="bilan"' in ready.content.decode()
    assert "Content-Disposition" not in ready.headers
    assert "Content-Disposition" in desk.post("/fichier/", {"motif": "bilan"}).headers


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_SEC_FETCH_DEST": "empty"},
        {"HTTP_ACCEPT": "application/json"},
    ],
)
def test_a_script_is_told_in_data(desk, headers):
    answer = desk.get("/effacer/", **headers)
    assert answer.status_code == 403
    assert answer.json()["confirm"].startswith(reverse("signin_confirm"))


@pytest.mark.parametrize("where", ["https://ailleurs.example/", "//ailleurs.example/"])
def test_it_never_leads_elsewhere(desk, where):
    assert confirm(desk, where, password=PASSWORD).headers["Location"] == HOME


def test_the_question_is_not_answered_without_a_token(desk):
    desk.handler.enforce_csrf_checks = True
    answer = desk.post("/effacer/", {"confirm-password": PASSWORD})
    assert answer.status_code == 403
    assert "formulaire a expiré" in answer.content.decode()


# What it stands before.


def test_accounts_and_roles_of_wagtail(desk):
    other = somebody()
    role = Group.objects.create(name="Essai")
    for address in (
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[other.pk]),
        reverse("wagtailusers_users:delete", args=[other.pk]),
        reverse("wagtailusers_groups:add"),
        reverse("wagtailusers_groups:edit", args=[role.pk]),
        reverse("wagtailusers_groups:delete", args=[role.pk]),
        reverse("signin_remove_second_factor", args=[other.pk]),
        f"{reverse('wagtail_bulk_action', args=['auth', 'user', 'assign_role'])}?id={other.pk}",
        f"{reverse('wagtail_bulk_action', args=['auth', 'user', 'delete'])}?id={other.pk}",
    ):
        answer = desk.post(address, {"role": role.pk})
        assert answer.status_code == 403, address
        assert "C’est bien vous" in answer.content.decode(), address
    assert get_user_model()._default_manager.filter(pk=other.pk).exists()
    confirm(desk, "/", password=PASSWORD)
    assert desk.get(reverse("wagtailusers_users:add")).status_code == 200
    desk.post(reverse("wagtailusers_users:delete", args=[other.pk]))
    assert not get_user_model()._default_manager.filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    "name",
    [
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    ],
)
def test_what_protects_an_account(desk, name):
    telephone_of(desk.user)
    sheet_of(desk.user)
    for verb in (desk.get, desk.post):
        answer = verb(reverse(name))
        assert answer.status_code == 403
        assert "C’est bien vous" in answer.content.decode()
    assert factors(desk.user) == ["recovery_codes", "totp"]
