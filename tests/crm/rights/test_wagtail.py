"""The addresses of Wagtail and of the site: whom they answer, that none of them fails, that none tells of anybody."""

from __future__ import annotations

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
    "wagtailadmin_home",
}
# At the door: what somebody who has not signed in needs to do so.
AT_THE_DOOR = {
    "wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog", "wagtailadmin_sprite",
}  # fmt: skip
ENDS_A_SESSION = {"wagtailadmin_logout"}


@pytest.fixture(scope="module")
def found(desk: Desk, django_db_blocker: pytest.FixtureRequest) -> list[Address]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return every_address(desk.rows["press_release"])


def of_wagtail(found: list[Address]) -> list[Address]:
    own = [one for one in found if one.in_the_admin and not one.of_the_plugin]
    return [one for one in own if one.name not in ENDS_A_SESSION]


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
    opened = {
        one.name
        for one, answer in asked(desk, OF_THE_CRM, of_wagtail(found))
        if not refused(answer) and answer.status_code not in {400, 404}
    }

    assert opened - AT_THE_DOOR == OF_EVERYBODY


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
