"""An import in a real browser: from the file to the people, nothing for axe to find."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from crm.people.models import Person
from tests.browser.test_desk import go, sit_down
from tests.crm.factories import make_person, make_territory
from tests.crm.imports.files import as_csv

__all__ = ["sit_down"]

pytestmark = pytest.mark.django_db(transaction=True)
LINES = [
    {"Nom": "Vidal", "Prénom": "Camille", "Mail": "camille@example.org", "Ville": "Lyon"},
    {"Nom": "Roche", "Prénom": "Paul", "Mail": "pas-une-adresse", "Ville": ""},
    {"Nom": "Delmass", "Prénom": "Anne", "Mail": "", "Ville": "Murat"},
]


@pytest.mark.parametrize("width", [360, 1440])
def test_a_file_becomes_people(page, sit_down, live_server, axe, width):
    make_territory()
    make_person(first_name="Anne", last_name="Delmas")
    sit_down(page).set_viewport_size({"width": width, "height": 900})

    def sound():
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    go(page, live_server, "crm_imports")
    sound()
    page.get_by_label("Fichier à importer").set_input_files(
        {"name": "registre.csv", "mimeType": "text/csv", "buffer": as_csv(LINES)}
    )
    page.get_by_role("button", name="Lire le fichier").click()
    expect(page.get_by_role("heading", name="Ce que disent les colonnes")).to_be_visible()
    sound()
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.get_by_role("heading", name="Aperçu de registre.csv")).to_be_visible()
    sound()
    for tab in ("Refusées", "Ressemblantes"):
        page.get_by_role("link", name=tab).click()
        expect(page.locator("[aria-current=page]", has_text=tab)).to_be_visible()
        sound()
    page.get_by_label("Ligne 4, Anne Delmass").select_option("open")
    page.get_by_role("button", name="Garder ces décisions").click()
    expect(page.get_by_text("Décisions gardées.")).to_be_visible()
    page.get_by_role("button", name="Confirmer l’import").click()
    expect(page.get_by_role("link", name="Camille Vidal")).to_be_visible()
    sound()
    assert Person.objects.count() == 3

    page.goto(
        live_server.url + reverse("crm_person", args=[Person.objects.get(first_name="Camille").pk])
    )
    expect(page.get_by_text("Dossier ouvert par un import")).to_be_visible()
