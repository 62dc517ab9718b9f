"""The training centre from end to end: a form cut short on a telephone, and at the other end a certificate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from crm.applications.models import Application
from crm.documents.models import Document, DocumentKind
from crm.documents.services import content_of
from editorial.rights import grant
from tests.browser.test_apply_in_steps import PHONE, begin, go_on, letter_link
from tests.browser.test_day_of_work import sit_down
from tests.browser.test_whole_chain import admit, last_link
from tests.crm.applications.posted import make_postcodes
from tests.crm.documents.pdf import read, text_of
from tests.crm.factories import UserFactory
from tests.training.factories import ModuleFactory, SessionFactory, WeekFactory
from training.models import ModuleKind, Session

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session() -> Session:
    """A session of one module at a distance and one day on site, that begins in ten days."""
    caches["limits"].clear()
    make_postcodes()
    today = timezone.localdate()
    starts_on = today + timedelta(days=10)
    row: Session = SessionFactory(
        course__title="Devenir télétravailleur indépendant",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=30),
        applications_open_on=today - timedelta(days=30),
        applications_close_on=today + timedelta(days=5),
        seats_min=1,
    )
    ModuleFactory(course=row.course, number=1, title="Trouver ses clients", hours=7)
    ModuleFactory(
        course=row.course, number=2, title="Une journée à Murat", hours=7, kind=ModuleKind.ON_SITE
    )
    WeekFactory(session=row, starts_on=starts_on, ends_on=starts_on)
    return row


def apply_in_two_times(browser: Browser, server: str, session: Session) -> Page:
    """Begin on a telephone that goes dead; take the link of the letter on another, and send."""
    first = browser.new_context(**PHONE)
    page = first.new_page()
    begin(page, f"{server}/candidater/{session.pk}/")
    page.get_by_label("Nom", exact=True).fill("Chambon")
    page.get_by_label("Code postal").fill("15300")
    page.get_by_label("Votre commune").select_option(label="Dienne")
    go_on(page, "Votre situation")
    first.close()
    page = browser.new_context(**PHONE).new_page()
    page.goto(server + letter_link())
    page.get_by_label("En poste, je veux changer").check()
    go_on(page, "Votre projet")
    page.get_by_label("Que voulez-vous proposer").fill("Traduire pour des cabinets d’avocats.")
    for heading in ("Votre venue", "Vos pièces, si vous en avez", "Relire et envoyer"):
        go_on(page, heading)
    page.get_by_role("button", name="Envoyer ma candidature").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Merci")
    return page


def take_the_place(phone: Page, server: str) -> str:
    """Return the address of the follow-up page."""
    address = server + last_link("retenue")
    phone.goto(address)
    phone.get_by_role("link", name="Prendre cette place").click()
    phone.get_by_role("button", name="Oui, je prends la place").click()
    expect(phone.locator("main")).to_contain_text("Admise, place confirmée")
    return address


def follow_it_all(page: Page, server: str, session: Session) -> None:
    """Tick the two half-days and the module, then say that the training was followed to its end."""
    page.goto(f"{server}{reverse('crm_attendance', args=[session.pk])}?jour={session.starts_on}")
    for box in page.locator("[name=present]").all():
        box.check()
    page.get_by_role("button", name="Noter les présents").click()
    expect(page.locator("main")).to_contain_text("Deux demi-journées notées")
    page.goto(server + reverse("crm_modules", args=[session.pk]))
    page.locator("[name=validated]").check()
    page.get_by_role("button", name="Valider les modules cochés").click()
    page.goto(server + reverse("crm_roster", args=[session.pk]))
    expect(page.locator("main")).to_contain_text("100 % des heures suivies")
    page.locator("summary", has_text="Changer").click()
    form = page.locator("details[open] form")
    form.get_by_label("Action").select_option(label="Tenir pour menée à terme")
    form.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("menée à terme")


def test_from_an_interrupted_form_to_the_certificate(
    live_server, browser: Browser, page: Page, session: Session, axe: Callable[[Page], None]
) -> None:
    grant()
    advisor, server = UserFactory(groups=["Conseillers"]), live_server.url
    phone = apply_in_two_times(browser, server, session)
    application = Application.objects.get()
    sit_down(page, live_server, advisor)
    admit(page, server + reverse("crm_application", args=[application.pk]))
    follow_up = take_the_place(phone, server)

    with time_machine.travel(timezone.now() + timedelta(days=45), tick=True):
        sit_down(page, live_server, advisor)
        follow_it_all(page, server, session)
        page.goto(server + reverse("crm_session_documents", args=[session.pk]))
        axe(page)
        page.get_by_role("button", name="certificat").click()
        expect(page.locator("main")).to_contain_text("édition terminée")
        document = Document.objects.get(kind=DocumentKind.CERTIFICATE)

        phone.goto(follow_up)
        expect(phone.locator("main")).to_contain_text("Formation suivie")
        link = phone.get_by_role("link", name="Certificat")
        axe(phone)
        address = link.get_attribute("href")
        answer = phone.request.get(f"{server}{address}")

    content = answer.body()
    assert (answer.status, content) == (200, content_of(document))
    said = text_of(content)
    assert "Chambon" in said
    assert "Trouver ses clients" in said
    assert "Une journée à Murat" in said
    assert read(content).trailer["/Root"]["/Lang"].startswith("fr")
