"""The addresses of Wagtail and of the site: whom they answer, that none of them fails, that none tells of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse

from .conftest import Desk
from .resolver import Address, every_address
from .rows import ANONYMOUS, OF_THE_CRM, SUPERUSER, TOGETHER, fingerprint
from .walking import refused, text_of

pytestmark = pytest.mark.django_db

# What every account of the desk opens, whatever its roles: its own page, what draws the admin, what Wagtail
# closes by the rows that it lists. Everything else of Wagtail's is refused to the roles of the CRM.
OF_EVERYBODY = {
    "desk_guide", "releases:choose_parent", "wagtail_modeladmin:javascript_catalog",
    "wagtailadmin_account", "wagtailadmin_api:documents:listing",
    "wagtailadmin_api:images:listing", "wagtailadmin_api:pages:listing",
    "wagtailadmin_choose_page", "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_email_link", "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_phone_link", "wagtailadmin_choose_page_search",
    "wagtailadmin_dismissibles", "wagtailadmin_home",
    "wagtailadmin_pages:confirm_workflow_cancellation", "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:revisions_index", "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:site_history_results", "wagtailadmin_tag_autocomplete",
    "wagtailadmin_workflows:task_chooser", "wagtailadmin_workflows:task_chooser_create",
    "wagtailadmin_workflows:task_chooser_results", "wagtailadmin_workflows:task_chosen",
    "wagtaildocs_chooser:choose", "wagtaildocs_chooser:choose_results",
    "wagtaildocs_chooser:chosen_multiple", "wagtailembeds:chooser", "wagtailembeds:chooser_upload",
    "wagtailimages_chooser:choose", "wagtailimages_chooser:choose_results",
    "wagtailimages_chooser:chosen_multiple", "wagtailsearchpromotions:chooser",
    "wagtailsearchpromotions:chooserresults",
}  # fmt: skip
# Choosers list what the site publishes anyway.
CHOOSERS = re.compile(r"wagtailsnippetchoosers_(editorial|forum|news)_\w+:cho\w+$")
# At the door: what somebody who has not signed in needs to do so.
AT_THE_DOOR = {
    "wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog", "wagtailadmin_sprite",
}  # fmt: skip
# It ends the session; it fails on purpose, for who may see how a failure looks.
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}


@pytest.fixture(scope="module")
def found(desk: Desk, django_db_blocker: pytest.FixtureRequest) -> list[Address]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return every_address(desk.rows["press_release"])


def of_wagtail(found: list[Address]) -> list[Address]:
    """Those of the plugin's settings, which its own table tells, being left out."""
    own = [one for one in found if one.in_the_admin and not one.of_the_plugin]
    return [one for one in own if one.name not in LEFT_OUT and not one.name.startswith("crm_")]


def asked(desk: Desk, role: str, found: list[Address]) -> Iterator[tuple[Address, HttpResponse]]:
    for one in found:
        yield one, desk.clients[role].get(one.path)


def test_nobody_enters_the_admin_without_signing_in(desk: Desk, found: list[Address]) -> None:
    open_to_anybody, telling = set(), set()
    for one, answer in asked(desk, ANONYMOUS, [one for one in found if one.in_the_admin]):
        if not (refused(answer) or answer.status_code == 404):
            open_to_anybody.add(one.name)
        if desk.marks.in_text(text_of(answer)):
            telling.add(one.name)

    assert open_to_anybody - AT_THE_DOOR == set()
    assert telling == set()


def test_the_roles_of_the_crm_open_nothing_of_the_site(desk: Desk, found: list[Address]) -> None:
    opened, telling = set(), set()
    for one, answer in asked(desk, OF_THE_CRM, of_wagtail(found)):
        if not refused(answer) and answer.status_code not in {400, 404}:
            opened.add(one.name)
        if desk.marks.in_text(text_of(answer)):
            telling.add(one.name)

    assert {name for name in opened if not CHOOSERS.match(name)} - AT_THE_DOOR == OF_EVERYBODY
    # The home page shows the day of whoever follows families; nothing else of Wagtail's tells of anybody.
    assert telling <= {"wagtailadmin_home"}


def test_the_roles_of_the_site_read_nothing_of_the_crm(desk: Desk, found: list[Address]) -> None:
    told = {
        one.name: kinds
        for one, answer in asked(desk, TOGETHER, of_wagtail(found))
        if (kinds := set(desk.marks.in_text(text_of(answer))) - {"presse"})
    }

    assert told == {}


def test_no_address_fails_and_no_reading_changes_a_row(desk: Desk, found: list[Address]) -> None:
    before = fingerprint()
    failed = {
        one.name: answer.status_code
        for one, answer in asked(desk, SUPERUSER, of_wagtail(found))
        if answer.status_code >= 500
    }

    assert failed == {}
    assert fingerprint() == before


def test_no_public_address_fails_nor_tells_of_anybody(desk: Desk, found: list[Address]) -> None:
    before, wrong = fingerprint(), {}
    for one, answer in asked(desk, ANONYMOUS, [one for one in found if not one.in_the_admin]):
        told = set(desk.marks.in_text(text_of(answer)))
        if answer.status_code >= 500 or told:
            wrong[one.name] = (answer.status_code, told)

    assert wrong == {}
    assert fingerprint() == before
