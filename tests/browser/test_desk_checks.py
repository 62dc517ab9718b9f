"""Checks and draft links in a real browser: nothing for axe, the list follows what is typed."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from desk.draft_links.services import make, revoke
from tests.desk.people import a_draft, a_site, at_work, someone

# Milliseconds: an editor of Wagtail is long to load on a busy machine.
PATIENCE = 60_000
AS_A_PERSON = 80

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reviewer(transactional_db):
    a_site()
    return someone("Relecteur")


@pytest.fixture
def seated(page: Page, live_server, reviewer) -> Page:
    """A browser that the admin knows already."""
    name = settings.SESSION_COOKIE_NAME
    value = at_work(reviewer).cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page.context.set_default_timeout(PATIENCE)
    return page


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_and_nothing_overflows(seated, live_server, axe, reviewer, width):
    draft = a_draft(title="UN TITRE TOUT EN CAPITALES", slug="titre")
    open_link, shut_link = make(draft, reviewer, "La commission"), make(draft, reviewer)
    revoke(shut_link, reviewer)
    seated.set_viewport_size({"width": width, "height": 900})

    for address in (
        reverse("desk_checks", args=[draft.pk]),
        reverse("desk_draft_links", args=[draft.pk]),
        open_link.path,
        shut_link.path,
        "/relecture/inconnu/",
    ):
        seated.goto(live_server.url + address)
        axe(seated)
        assert seated.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_the_list_and_the_counters_follow_what_is_typed(seated, live_server):
    draft = a_draft()
    seated.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    expect(seated.locator("[data-findings-count]")).not_to_contain_text(
        "à régler", timeout=PATIENCE
    )

    # Wagtail notes what the form held two seconds after it opened: what is typed before goes unseen,
    # so that this one types as slowly as a person does.
    seated.locator("#id_title").click()
    seated.keyboard.type("Un titre bien trop long " * 3, delay=AS_A_PERSON)
    seated.keyboard.press("Tab")

    expect(seated.locator("#id_title-signs")).to_contain_text("de trop", timeout=PATIENCE)
    seated.locator(".checks-panel > summary").click()
    expect(seated.locator(".checks-panel")).to_contain_text("65 suffisent", timeout=PATIENCE)


def test_a_page_is_published_past_its_advice_by_the_keyboard_alone(seated, live_server):
    draft = a_draft(slug="nouvelle")
    seated.goto(live_server.url + reverse("desk_checks", args=[draft.pk]))

    seated.get_by_role("button", name="Publier quand même").focus()
    seated.keyboard.press("Enter")

    expect(seated.get_by_text("« Une nouvelle » est publiée.")).to_be_visible(timeout=PATIENCE)
    draft.refresh_from_db()
    assert draft.live
