"""The public site for those who have no script, who enlarge the text, or who have no mouse."""

from collections.abc import Iterator
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


@pytest.fixture(autouse=True)
def _content(transactional_db) -> None:
    call_command("territory", stdout=StringIO())
    call_command("content", stdout=StringIO())


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A telephone whose browser runs no script."""
    page = browser.new_page(viewport=SMALL, java_script_enabled=False)
    yield page
    page.close()


def test_news_are_narrowed_without_a_script(live_server, bare):
    bare.goto(f"{live_server.url}/actualites/")
    bare.get_by_label("Année").select_option("2010")
    bare.get_by_role("button", name="Afficher").click()

    assert "annee=2010" in bare.url
    expect(bare.locator("main time").first).to_contain_text("2010")


def test_the_menu_and_the_search_open_without_a_script(live_server, bare):
    bare.goto(live_server.url)
    bare.get_by_role("button", name="Menu").click()
    bare.get_by_role("navigation", name="Navigation principale").get_by_text("Rechercher").click()
    bare.get_by_role("searchbox").fill("telecentres")
    bare.get_by_role("searchbox").press("Enter")

    expect(bare.locator("main")).to_contain_text("télécentre")


def test_a_text_twice_as_large_still_fits(live_server, browser):
    page = browser.new_page(viewport=SMALL)
    for address in PAGES:
        page.goto(live_server.url + address)
        page.evaluate(TWICE)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= SMALL["width"], f"{address} : {width} px"
    page.close()


def test_a_keyboard_reaches_the_content_first(live_server, page):
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_what_has_the_focus_is_always_seen(live_server, page):
    page.goto(live_server.url)
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const focused = document.activeElement, style = getComputedStyle(focused);
                const box = focused.getBoundingClientRect();
                return focused === document.body || (style.outlineStyle !== "none" && box.width > 0);
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
