"""The Forum from its form and its letters, on a telephone: a group comes, another waits, declines, a third accepts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from crm.registrations.models import Registration
from forum.models import Edition
from tests.crm.registrations.coming import a_workshop
from tests.forum.factories import ahead, edition_page, forum_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _letters_that_leave(settings):
    settings.LETTERS_IN_PROCESS = True
    caches["limits"].clear()


@pytest.fixture
def form(live_server) -> str:
    """The address of the form of an edition of three places, one workshop of two."""
    page = edition_page(forum_page(), **ahead(number=3, capacity=3))
    a_workshop(page, seats=2, title="Votre offre en une page")
    return live_server.url + reverse("forum_register", args=[3])


def fill(page: Page, form: str, *names: str, clock) -> None:
    """Write down a group, with the script that adds its people, and send it."""
    page.goto(form)
    for rank, name in enumerate(names):
        if rank:
            page.get_by_role("button", name="Ajouter une personne").click()
        page.get_by_label("Nom", exact=True).nth(rank).fill(name)
    page.get_by_label("Votre adresse électronique").fill(f"{names[0].lower()}@example.org")
    clock.shift(timedelta(seconds=10))


def send(page: Page) -> None:
    page.locator("form.public-form button[value=inscrire]").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ouvrez votre messagerie")


def open_last_letter(page: Page, address: str, name: str) -> None:
    sent = [one for one in mail.outbox if one.to == [f"{name.lower()}@example.org"]]
    page.goto(address + re.search(r"/forum/mon-inscription/[^/\s]+/", sent[-1].body)[0])


def confirm(page: Page, address: str, name: str) -> None:
    open_last_letter(page, address, name)
    page.get_by_role("button", name="Confirmer mon inscription").click()


def test_a_place_goes_from_a_group_to_the_one_that_takes_it(live_server, phone, form, axe):
    address = live_server.url
    with time_machine.travel(timezone.now(), tick=True) as clock:
        fill(phone, form, "Auriol", "Besse", clock=clock)
        phone.get_by_role("checkbox", name="Votre offre en une page").first.check()
        phone.get_by_label("Pour bien vous accueillir").nth(1).fill("une chaise haute")
        axe(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
        send(phone)
        axe(phone)
        confirm(phone, address, "Auriol")
        expect(phone.locator("main")).to_contain_text("C’est confirmé")
        expect(phone.locator("main")).to_contain_text("À prévoir\u00a0: une chaise haute")
        axe(phone)
        phone.get_by_role("link", name="Imprimer les billets").click()
        expect(phone.locator("svg.ticket__qr")).to_have_count(2)
        axe(phone)

        fill(phone, form, "Coste", "Delmas", clock=clock)
        send(phone)
        confirm(phone, address, "Coste")
        expect(phone.locator("main")).to_contain_text("Vous êtes en tête")
        clock.shift(timedelta(minutes=5))
        fill(phone, form, "Estel", "Faure", clock=clock)
        send(phone)
        confirm(phone, address, "Estel")
        expect(phone.locator("main")).to_contain_text("Une seule demande passe avant vous")
        axe(phone)

        open_last_letter(phone, address, "Auriol")
        phone.get_by_role("button", name="Annuler toute l’inscription").click()
        phone.get_by_role("button", name="Oui, annuler").click()
        expect(phone.locator("main")).to_contain_text("Cette inscription est annulée")

        open_last_letter(phone, address, "Coste")
        expect(phone.locator("main")).to_contain_text("Vos 2\u00a0places sont gardées")
        axe(phone)
        phone.get_by_role("button", name="Laisser et ne plus attendre").click()
        phone.get_by_role("button", name="Oui, laisser ces places").click()

        open_last_letter(phone, address, "Estel")
        phone.get_by_role("button", name="Prendre nos places").click()
        expect(phone.locator("main")).to_contain_text("C’est confirmé")

    rows = {row.last_name: row.state for row in Registration.objects.all()}
    assert rows == {"Auriol": "cancelled", "Coste": "cancelled", "Estel": "confirmed"}
    assert Edition.objects.get().capacity == 3


def test_the_form_and_its_changes_do_without_a_script(live_server, browser, form):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with time_machine.travel(timezone.now(), tick=True) as clock:
        fill(page, form, "Auriol", "Besse", clock=clock)
        page.get_by_role("button", name="Retirer cette personne").first.click()
        expect(page.get_by_label("Nom", exact=True)).to_have_value("Besse")
        # The Enter key sends: it neither adds nor takes away anybody.
        page.get_by_label("Votre adresse électronique").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Ouvrez votre messagerie")
    context.close()

    assert Registration.objects.get().last_name == "Besse"
