"""The public site for those who have no script, who enlarge the text, or who have no mouse."""

from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

PAGES = [
    "/",
    "/actualites/",
    "/agenda/",
    "/depliant/",
    "/formations/teletravail-independant/",
    "/forum-du-teletravail/2010/",
    "/forum-du-teletravail/2010/programme/",
    "/maison-des-services/",
    "/presse/",
    "/recherche/?q=bureau",
    "/telecentre/",
    "/vivre-ici/",
]
SMALL = {"width": 360, "height": 780}
# What a person who sees badly sets in the browser: letters of twice the size, the same screen.
TWICE = "document.documentElement.style.setProperty('font-size', '200%')"
SHOWS_FOCUS = """() => {
    const focused = document.activeElement, style = getComputedStyle(focused);
    const box = focused.getBoundingClientRect();
    return focused === document.body || (style.outlineStyle !== "none" && box.width > 0);
}"""


@pytest.fixture(autouse=True)
def _content(transactional_db) -> None:
    call_command("territory", stdout=StringIO())
    call_command("content", stdout=StringIO())


def test_news_and_search_need_no_script(live_server, browser: Browser):
    page = browser.new_page(viewport=SMALL, java_script_enabled=False)

    page.goto(f"{live_server.url}/actualites/")
    page.get_by_label("Année").select_option("2010")
    page.get_by_role("button", name="Afficher").click()
    assert "annee=2010" in page.url
    expect(page.locator("main time").first).to_contain_text("2010")

    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Navigation principale").get_by_text("Rechercher").click()
    page.get_by_role("searchbox").fill("telecentres")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("main")).to_contain_text("télécentre")
    page.close()


def test_a_large_text_fits_and_a_keyboard_is_enough(live_server, browser: Browser, page: Page):
    small = browser.new_page(viewport=SMALL)
    for address in PAGES:
        small.goto(live_server.url + address)
        small.evaluate(TWICE)
        width = small.evaluate("document.documentElement.scrollWidth")
        assert width <= SMALL["width"], f"{address} : {width} px"
    small.close()

    page.goto(live_server.url)
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
