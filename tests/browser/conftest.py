"""Chromium on the pages that a live server serves, at the size of a telephone or of a desk."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

# Playwright's own loop runs in this thread, and Django would take its calls for asynchronous ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Two other suites may share the machine: the limit is for what hangs, and a passing test never meets it.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        for item in items:
            if item.path.is_relative_to(os.path.dirname(__file__)):
                item.add_marker(pytest.mark.skip(reason="Chromium est introuvable"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"viewport": {"width": 1440, "height": 900}, "locale": "fr-FR"}


# What the policy of the site refuses, whatever page it is on.
HEAR = """addEventListener("securitypolicyviolation", one => console.error(
    "refused", one.effectiveDirective, one.blockedURI, one.sample), true)"""


@pytest.fixture(autouse=True)
def refused() -> Iterator[list[str]]:
    """No page that a test goes through has anything that its own policy refuses."""
    told: list[str] = []
    yield told
    assert told == []


def listen(context: BrowserContext, refused: list[str]) -> BrowserContext:
    context.add_init_script(HEAR)
    context.on(
        "console",
        lambda line: refused.append(line.text) if line.text.startswith("refused ") else None,
    )
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def context(context: BrowserContext, refused: list[str]) -> BrowserContext:
    return listen(context, refused)


@pytest.fixture
def phone(browser: Browser, refused: list[str]) -> Iterator[Page]:
    """A page on a telephone: 360 by 780 points, touched rather than clicked."""
    context = browser.new_context(
        viewport={"width": 360, "height": 780},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        locale="fr-FR",
    )
    yield listen(context, refused).new_page()
    context.close()


# A message of the admin comes in by degrees: its colours are those of nothing until it stands still.
AT_REST = """() => document.getAnimations().every(one =>
    one.playState !== "running" || one.effect.getTiming().iterations === Infinity
) && [...document.querySelectorAll(".messages > ul")].every(one => getComputedStyle(one).opacity === "1")"""


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that axe finds nothing on the page as it stands."""

    def nothing_found(page: Page) -> None:
        page.wait_for_load_state()
        page.wait_for_function(AT_REST)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return nothing_found
