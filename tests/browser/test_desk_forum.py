"""The whole road of an edition, in the browser: a writer prepares it, a reviewer publishes it, a visitor reads it."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from forum.models import EditionPage
from tests.desk.people import a_site, someone
from tests.forum.factories import RoomFactory, forum_page

# Milliseconds: an editor of Wagtail is long to load on a busy machine.
PATIENCE = 60_000

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "une-phrase-de-passe-longue"
DAY = date(2031, 10, 9)


@pytest.fixture
def people(transactional_db):
    a_site()
    forum_page()
    for name in ("Halle", "Salle multimédia"):
        RoomFactory(name=name)
    for role, username in (("Rédacteur", "nora"), ("Relecteur", "hugo")):
        user = someone(role, username=username)
        user.set_password(PASSWORD)
        user.save()


@pytest.fixture
def another(browser: Browser):
    """Somebody else's browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def sign_in(page: Page, address: str, username: str) -> None:
    page.context.set_default_timeout(PATIENCE)
    page.goto(f"{address}/admin/login/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()


def prepare(page: Page, address: str) -> None:
    page.goto(address + reverse("forum_prepare_edition"))
    for name, value in (
        ("number", "5"),
        ("title", "5e Forum du télétravail"),
        ("starts_on", f"{DAY:%d/%m/%Y}"),
        ("ends_on", f"{DAY:%d/%m/%Y}"),
        ("place", "Maison des services, Murat"),
    ):
        page.locator(f"[name={name}]").fill(value)
        page.keyboard.press("Tab")
    # A calendar opens a moment after its field is left: it may lie over the button.
    page.locator("[name=place]").press("Enter")


def add_slot(page: Page, row: int, title: str, starts_at: str, ends_at: str, room: str) -> None:
    page.locator("#id_slots-ADD").click()
    hours = {"title": title, "day": f"{DAY:%d/%m/%Y}", "starts_at": starts_at, "ends_at": ends_at}
    for name, value in hours.items():
        page.locator(f"#id_slots-{row}-{name}").fill(value)
        page.keyboard.press("Tab")
    page.locator(f"#id_slots-{row}-room-chooser [data-chooser-action-choose]").first.click()
    page.locator(".modal-content").get_by_role("link", name=room).click()
    expect(page.locator(f"#id_slots-{row}-room-chooser")).to_contain_text(room, timeout=PATIENCE)


def act(page: Page, gesture: str) -> None:
    """Take a gesture from the menu at the foot of the editor."""
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator(gesture).first.click()


def test_a_writer_prepares_an_edition_a_reviewer_publishes_it_a_visitor_reads_it(
    page, another, live_server, people
):
    sign_in(page, live_server.url, "nora")
    prepare(page, live_server.url)
    page.get_by_role("tab", name="Dates et inscriptions").click()
    add_slot(page, 0, "Ouverture", "09:30", "10:00", "Halle")
    add_slot(page, 1, "Vendre son métier à distance", "10:15", "11:30", "Salle multimédia")
    act(page, "[name=action-submit]")
    expect(page.get_by_text("soumis").or_(page.get_by_text("envoyé")).first).to_be_visible(
        timeout=PATIENCE
    )

    edition = EditionPage.objects.get()
    assert not edition.live
    assert page.goto(f"{live_server.url}{edition.url}programme/").status == 404

    sign_in(another, live_server.url, "hugo")
    another.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[edition.pk]))
    act(another, "[data-workflow-action-name=approve]")
    another.get_by_role("button", name="Approuver et publier quand même").click()
    expect(another.get_by_text("est publiée")).to_be_visible(timeout=PATIENCE)

    page.context.clear_cookies()
    page.goto(f"{live_server.url}{edition.url}programme/")
    for words in ("Ouverture", "Vendre son métier à distance", "Salle multimédia"):
        expect(page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)
