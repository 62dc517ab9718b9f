"""Come in with a telephone, with a sheet, with a passkey; and be asked again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.signin.people import NAME, PASSWORD, code_of, sheet_of, somebody, telephone_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def problems(page: Page) -> list[str]:
    """What the browser refused or complained of; a page of the door gives it no cause."""
    told: list[str] = []
    page.on("console", lambda one: told.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: told.append(str(one)))
    return told


def come_in(page: Page, address: str) -> None:
    page.goto(f"{address}{reverse('account_login')}")
    page.get_by_label("Identifiant ou adresse").fill(NAME)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def type_code(page: Page, code: str) -> None:
    page.get_by_label("Code à six chiffres").fill(code)
    page.get_by_role("button", name="Continuer").click()


def test_a_telephone_is_added_then_asked_and_a_sheet_replaces_it(
    live_server, page: Page, axe, settings, problems
):
    settings.SECOND_FACTOR_REQUIRED = True
    somebody()
    page.goto(f"{live_server.url}{reverse('account_login')}")
    axe(page)
    come_in(page, live_server.url)
    expect(page.get_by_role("heading", name="Avant d’entrer")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Utiliser mon téléphone").click()
    axe(page)
    page.get_by_text("Je ne peux pas lire le dessin").click()
    secret = page.locator("code").inner_text()
    page.get_by_label("Le code que montre").fill(code_of(secret))
    page.get_by_role("button", name="Activer").click()
    expect(page.get_by_role("heading", name="Mes codes de secours")).to_be_visible()
    axe(page)
    sheet = page.locator(".door__codes li").all_inner_texts()
    page.get_by_role("link", name="Je les ai gardés").click()
    axe(page)
    page.get_by_role("button", name="Me déconnecter").click()
    for code in (code_of(secret, steps=1), sheet[3]):
        come_in(page, live_server.url)
        type_code(page, code)
        expect(page).to_have_url(f"{live_server.url}{reverse('wagtailadmin_home')}")
        page.context.clear_cookies()
    assert problems == []


def authenticator(page: Page) -> Any:
    """A passkey that this browser keeps, and that always recognises its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools


def test_a_passkey_opens_the_door_without_a_password(live_server, page: Page, axe, problems):
    somebody()
    authenticator(page)
    # A browser gives passkeys to a name, never to a number.
    address = re.sub(r"127\.0\.0\.1", "localhost", live_server.url)
    come_in(page, address)
    page.goto(f"{address}{reverse('mfa_add_webauthn')}")
    axe(page)
    page.get_by_label("Nom de la clé").fill("Mon ordinateur")
    page.get_by_role("button", name="Créer la clé").click()
    expect(page.get_by_role("heading", name="Mes codes de secours")).to_be_visible()
    page.get_by_role("link", name="Je les ai gardés").click()
    expect(page.locator(".safety__list b", has_text="Mon ordinateur")).to_be_visible()
    page.get_by_role("button", name="Me déconnecter").click()
    # Alone,
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    expect(page).to_have_url(f"{address}{reverse('wagtailadmin_home')}")
    page.context.clear_cookies()
    # then after the password.
    come_in(page, address)
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(page).to_have_url(f"{address}{reverse('wagtailadmin_home')}")
    assert problems == []


def test_the_door_needs_no_script_and_no_mouse(live_server, browser):
    user = somebody()
    secret = telephone_of(user)
    sheet_of(user)
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{live_server.url}{reverse('account_login')}?next={reverse('mfa_index')}")
    expect(page.get_by_role("button", name="Entrer avec une clé d’accès")).to_be_hidden()
    page.get_by_label("Identifiant ou adresse").focus()
    for text in (NAME, "Tab", PASSWORD, "Enter"):
        page.keyboard.press(text) if text in {"Tab", "Enter"} else page.keyboard.type(text)
    page.get_by_label("Code à six chiffres").fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ma sécurité")).to_be_visible()
    context.close()
