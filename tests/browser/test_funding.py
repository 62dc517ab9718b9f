"""An entry form by its link on a telephone; the advisor sees the gauge of the operation fall."""

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from crm.funding.letters import PURPOSE
from crm.funding.models import Moment
from crm.letters import links
from tests.browser.test_desk import sit_down  # noqa: F401
from tests.crm.applications.posted import make_postcodes
from tests.crm.factories import make_territory
from tests.crm.funding.lives import entered, make_operation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _somewhere_to_live():
    caches["limits"].clear()
    make_territory()
    make_postcodes()


def test_an_entry_is_filled_on_a_telephone_and_the_gauge_falls(
    live_server,
    phone,
    page,
    axe,
    sit_down,  # noqa: F811
):
    operation = make_operation(starts_on=timezone.localdate().replace(month=1, day=1))
    row = entered(operation=operation, on=timezone.localdate())
    desk = f"{live_server.url}{reverse('crm_operation', args=[operation.pk])}"
    sit_down(page)
    page.goto(desk)
    expect(page.locator(".completeness__figure")).to_contain_text("100")
    axe(page)

    token = links.make(PURPOSE, f"{row.pk}-{Moment.ENTRY}")
    phone.goto(f"{live_server.url}{reverse('funding_form', args=[token])}")
    axe(phone)
    phone.get_by_label("Une femme").check()
    phone.get_by_label("Votre date de naissance").fill("1978-03-12")
    go_on(phone)
    phone.get_by_label("Votre commune de résidence").fill("15300 Murat")
    phone.get_by_label("Téléphone (facultatif)").fill("06 39 98 01 42")
    go_on(phone)
    phone.get_by_label("Salarié").check()
    phone.get_by_label("CAP, BEP ou baccalauréat").check()
    go_on(phone)
    for choice in phone.get_by_label("Je ne souhaite pas répondre").all():
        choice.check()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    go_on(phone)
    expect(phone.get_by_role("heading", level=2, name="Relire et signer")).to_be_visible()
    axe(phone)
    phone.get_by_label("Je certifie que ces réponses sont exactes.").check()
    phone.get_by_role("button", name="Signer").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Merci, c’est signé")

    page.goto(desk)
    expect(page.locator(".completeness__figure")).to_have_text("0 % incomplets")


def go_on(phone):
    phone.get_by_role("button", name="Enregistrer et continuer").click()
