"""An application cut short on a telephone, taken up elsewhere by the link of the letter, with a file, and sent."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import caches
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from crm.applications.models import Application, Draft
from crm.papers.models import Paper
from tests.crm.applications.posted import make_postcodes, open_session, signed_key
from tests.crm.papers.files import PDF

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"viewport": {"width": 360, "height": 780}, "locale": "fr-FR", "is_mobile": True}
CV = {"name": "Mon CV.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture(autouse=True)
def _somewhere_to_live():
    caches["limits"].clear()
    make_postcodes()


@pytest.fixture
def telephone(browser):
    """Make a telephone of its own, which keeps nothing of the others."""
    held = []

    def make(**options):
        held.append(browser.new_context(**PHONE, **options))
        return held[-1]

    yield make
    for context in held:
        context.close()


def begin(page, address):
    page.goto(address)
    page.get_by_label("Prénom").fill("Élise")
    page.get_by_label("Adresse électronique").fill("elise@example.org")
    # A person takes more than three seconds: the key of this page is aged instead.
    key = page.locator("[name=form_key]")
    key.evaluate("(field, key) => { field.value = key }", signed_key(timedelta(minutes=5)))
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous, et où vous vivez")


def go_on(page, heading):
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def letter_link():
    call_command("worker", "--once")
    return re.search(r"/candidater/suite/\S+/", mail.outbox[-1].body)[0]


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_one_is_cut_short_and_goes_on_elsewhere(live_server, telephone, axe):
    session = open_session()
    first = telephone()
    page = first.new_page()
    begin(page, f"{live_server.url}/candidater/{session.pk}/")
    axe(page)
    fits(page)
    page.get_by_label("Nom", exact=True).fill("Chambon")
    page.get_by_label("Code postal").fill("15300")
    page.get_by_label("Votre commune").select_option(label="Dienne")
    go_on(page, "Votre situation")
    first.close()

    page = telephone().new_page()
    page.goto(live_server.url + letter_link())
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre situation")
    page.get_by_role("button", name="Revenir").click()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("Chambon")
    expect(page.get_by_label("Votre commune")).to_have_value("15061")
    go_on(page, "Votre situation")
    page.get_by_label("En poste, je veux changer").check()
    go_on(page, "Votre projet")
    page.get_by_label("Que voulez-vous proposer").fill("Traduire pour des cabinets d’avocats.")
    go_on(page, "Votre venue")
    expect(page.get_by_label("Combien de personnes")).to_be_hidden()
    page.get_by_role("radio", name="Oui").check()
    page.get_by_label("Combien de personnes").fill("2")
    axe(page)
    fits(page)
    go_on(page, "Vos pièces, si vous en avez")
    page.get_by_label("Fichier", exact=True).set_input_files([CV])
    page.get_by_role("button", name="Ajouter ce fichier").click()
    expect(page.locator("main")).to_contain_text("Mon CV.pdf")
    axe(page)
    fits(page)
    go_on(page, "Relire et envoyer")
    expect(page.locator("main")).to_contain_text("Traduire pour des cabinets")
    axe(page)
    fits(page)
    page.get_by_role("button", name="Envoyer ma candidature").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Merci")
    application = Application.objects.get()
    assert (application.session, application.origin_commune_id) == (session, "15061")
    assert application.person.contact_points.get(kind="email").verified_at is not None
    assert application.coming.people == 2
    assert Paper.objects.get().name == "Mon CV.pdf"
    assert page.evaluate("localStorage.length") == 0


def test_it_all_works_without_a_script(live_server, telephone):
    page = telephone(java_script_enabled=False).new_page()
    begin(page, f"{live_server.url}/candidater/")
    expect(page.get_by_label("Pays", exact=True)).to_be_hidden()
    page.get_by_label("Nom", exact=True).fill("Chambon")
    page.get_by_label("Code postal").fill("15300")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Murat", exact=True).check()
    go_on(page, "Votre situation")
    page.get_by_label("En poste, je veux changer").check()
    go_on(page, "Votre projet")
    page.get_by_label("Que voulez-vous proposer").fill("Traduire.")
    page.get_by_role("button", name="Revenir").click()
    expect(page.get_by_label("En poste, je veux changer")).to_be_checked()
    go_on(page, "Votre projet")
    expect(page.get_by_label("Que voulez-vous proposer")).to_have_value("Traduire.")
    go_on(page, "Votre venue")
    go_on(page, "Vos pièces, si vous en avez")
    page.get_by_label("Fichier", exact=True).set_input_files([CV])
    go_on(page, "Relire et envoyer")
    page.get_by_role("button", name="Envoyer ma candidature").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Merci")
    assert Application.objects.get().origin_commune_id == "15138"
    assert Paper.objects.count() == 1


def test_what_is_typed_and_not_sent_survives_a_cut_and_a_reload(live_server, telephone):
    context = telephone()
    page = context.new_page()
    begin(page, f"{live_server.url}/candidater/")
    page.get_by_label("Nom", exact=True).fill("Chambon")
    page.get_by_label("Code postal").fill("15300")
    page.get_by_label("Votre commune").select_option(label="Murat")
    expect(page.locator("[data-kept]")).to_contain_text("Gardé sur cet appareil")
    context.set_offline(True)
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("[data-offline]")).to_contain_text("La connexion est coupée")
    context.set_offline(False)

    page.reload()

    expect(page.get_by_label("Nom", exact=True)).to_have_value("Chambon")
    expect(page.get_by_label("Votre commune")).to_have_value("15138")
    assert Draft.objects.get().payload.keys() == {"debut"}
    go_on(page, "Votre situation")
    page.get_by_role("button", name="Finir plus tard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre candidature est gardée")
    assert Draft.objects.get().saved_at > timezone.now() - timedelta(minutes=5)
