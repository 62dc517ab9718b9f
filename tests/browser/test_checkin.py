"""Two telephones at two doors of the same Forum, and the desk that counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from crm.checkin.models import CheckIn
from tests.crm.checkin.arriving import a_forum, a_workshop, group_of, one_of
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "Au-bord-de-l-Alagnon-15"
DOORS = reverse("crm_forum_doors")


def volunteer(name: str):
    user = UserFactory(username=name, groups=["Accueil du Forum"])
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def sign_in(page: Page, address: str, name: str, then: str) -> None:
    page.goto(f"{address}{reverse('wagtailadmin_login')}?next={then}")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()


def look_up(page: Page, words: str) -> None:
    page.get_by_label("Nom, ou code du billet").fill(words)
    page.get_by_role("button", name="Chercher").click()


def test_fifty_people_at_two_doors_are_each_let_in_once(
    live_server, browser: Browser, phone: Page, axe
):
    page = a_forum(capacity=60)
    a_workshop(page, seats=20)
    rows = [group_of(page, number, people=10) for number in range(5)]
    users = [volunteer("nord"), volunteer("sud")]
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="fr-FR")
    other = context.new_page()
    address = live_server.url
    sign_in(phone, address, "nord", DOORS)
    sign_in(other, address, "sud", DOORS)
    phone.get_by_text("Dire à quelle porte").click()
    phone.get_by_label("Porte").fill("Nord")
    phone.get_by_role("button", name="Garder cette porte").click()

    # Both telephones show the same person; one is faster.
    for device in (phone, other):
        look_up(device, "prénom 3 chabrier 0")
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.get_by_role("button", name="Faire entrer Prénom 3 Chabrier 0").click()
    expect(phone.locator("body")).to_contain_text("Entrée notée")
    other.get_by_role("button", name="Faire entrer Prénom 3 Chabrier 0").click()
    expect(other.locator("body")).to_contain_text("porte Nord")
    axe(other)

    # The camera of a telephone opens the ticket: the door is one touch away.
    code = one_of(rows[1], 2).code
    phone.goto(f"{address}{reverse('forum_ticket', args=[code])}")
    phone.get_by_role("link", name="Faire entrer").click()
    axe(phone)
    phone.get_by_role("button", name="Faire entrer Prénom 1 Chabrier 1").click()
    expect(phone.locator("body")).to_contain_text("Entrée notée")

    # Somebody on no list.
    phone.get_by_role("link", name="Venue sans inscription").click()
    axe(phone)
    phone.get_by_label("Nom", exact=True).fill("Roche")
    phone.get_by_role("button", name="Faire entrer").click()
    expect(phone.locator("body")).to_contain_text("sans inscription")

    people = [one_of(row, rank).pk for row in rows for rank in range(1, 11)]

    def post(turn: int) -> int:
        client = Client()
        client.force_login(users[turn % 2])
        try:
            return client.post(reverse("crm_forum_enter", args=[people[turn // 2]])).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(post, range(100))) == {302}

    assert CheckIn.objects.standing().count() == 51
    assert CheckIn.objects.values("participant").distinct().count() == 51
    other.goto(address + DOORS)
    expect(other.locator(".doors__count")).to_contain_text("51 entrées, 0 encore attendue")
    context.close()
