"""Who may open what, cell by cell: the table is matrix.toml, and no address of the CRM is out of it."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from .conftest import Desk
from .rows import ANONYMOUS, SUPERUSER, fingerprint, roles
from .table import Cell, addresses, cells, to_add

pytestmark = pytest.mark.django_db

TABLE = cells()
JUNK = {"on": "jamais", "state": "nulle-part", "label": "", "purpose": "x", "stage": "x", "au": "x"}
ROLES = [*roles(), SUPERUSER, ANONYMOUS]


def ask(desk: Desk, role: str, cell: Cell, verb: str, *, unknown: bool = False) -> HttpResponse:
    """One request, whose changes are undone."""
    address = cell.address(desk.rows, unknown=unknown)
    with transaction.atomic():
        answer = getattr(desk.clients[role], verb)(address, JUNK if verb == "post" else None)
        transaction.set_rollback(True)
    return answer  # type: ignore[no-any-return]


def refused(answer: HttpResponse) -> bool:
    """Those who may not are led home, or to the door; what nobody may get is 405."""
    if answer.status_code == 302:
        where = answer.headers["Location"]
        return where == reverse("wagtailadmin_home") or where.startswith(
            reverse("wagtailadmin_login")
        )
    return answer.status_code in {403, 405}


def verbs(cell: Cell) -> list[str]:
    return ["post"] if cell.posts else ["get", "post"]


def may(role: str, cell: Cell, verb: str) -> bool:
    return role == SUPERUSER or role in (cell.changes if verb == "post" else cell.open_to)


def test_every_address_of_the_desk_is_in_the_table():
    known = {cell.name.partition("?")[0] for cell in TABLE}
    lacking = [to_add(name, found) for name, found in addresses().items() if name not in known]

    assert lacking == [], "À ajouter à tests/crm/rights/matrix.toml :\n" + "\n".join(lacking)


def test_the_table_names_no_address_that_is_gone():
    served = addresses()

    assert [cell.name for cell in TABLE if cell.name.partition("?")[0] not in served] == []


def test_the_table_names_no_role_that_is_gone():
    named = set().union(*(cell.open_to | cell.changes for cell in TABLE))

    assert named - set(roles()) == set()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_answered_as_the_table_says(desk, role):
    wrong = []
    for cell in TABLE:
        for verb in verbs(cell):
            answer = ask(desk, role, cell, verb)
            allowed = may(role, cell, verb)
            # A screen that is only read refuses a POST whoever sends it.
            read_only = verb == "post" and answer.status_code == 405
            if answer.status_code >= 500 or (refused(answer) == allowed and not read_only):
                wrong.append(f"{verb} {cell.name} : {answer.status_code}, permis : {allowed}")

    assert wrong == []


@pytest.mark.parametrize("role", [role for role in ROLES if role != SUPERUSER])
def test_a_refusal_tells_no_name_and_changes_nothing(desk, role):
    before = fingerprint()
    telling = []
    for cell in TABLE:
        for verb in verbs(cell):
            if not may(role, cell, verb):
                body = desk.clients[role].generic(verb.upper(), cell.address(desk.rows)).content
                telling += [cell.name for name in desk.names if name.encode() in body]

    assert telling == []
    assert fingerprint() == before


@pytest.mark.parametrize("role", ["Conseillers", SUPERUSER])
def test_a_row_that_nobody_has_is_not_found(desk, role):
    found = {}
    for cell in TABLE:
        if [row for row in cell.rows if not row.startswith("=")]:
            verb = "post" if cell.posts else "get"
            if may(role, cell, verb):
                found[cell.name] = ask(desk, role, cell, verb, unknown=True).status_code

    assert {name: code for name, code in found.items() if code != 404} == {}


def test_reading_changes_nothing_but_the_journal(desk):
    before = fingerprint()
    client = desk.clients[SUPERUSER]

    for cell in TABLE:
        client.get(cell.address(desk.rows))

    assert fingerprint() == before


@pytest.mark.parametrize("cell", [cell for cell in TABLE if cell.shows], ids=lambda cell: cell.name)
def test_a_look_up_that_is_not_declared_narrows_nothing(desk, cell):
    for role in cell.open_to:
        page = ask(desk, role, cell, "get").content.decode()
        assert any(name in page for name in desk.names), role
