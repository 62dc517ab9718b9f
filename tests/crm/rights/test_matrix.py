"""Who may open what, cell by cell: the table is matrix.toml, and no address of the CRM is out of it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from .conftest import Desk
from .rows import ANONYMOUS, SUPERUSER, fingerprint, roles
from .table import Cell, addresses, cells, to_add

pytestmark = pytest.mark.django_db

TABLE = cells()
JUNK = {"on": "jamais", "state": "nulle-part", "label": "", "purpose": "x", "stage": "x", "au": "x"}
# Who may is decided before a row is read: each role walks on SQLite. On PostgreSQL one opens everything.
ROLES = [*roles(), SUPERUSER, ANONYMOUS] if settings.ON_SQLITE else [SUPERUSER, ANONYMOUS]


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


@dataclass
class Walk:
    """What a role was answered over the whole table.

    wrong    the answers that the table does not expect
    telling  the addresses whose refusal held a name
    changed  whether what was refused changed a row all the same
    """

    wrong: list[str]
    telling: list[str]
    changed: bool


@pytest.fixture(scope="module")
def walks() -> dict[str, Walk]:
    """Each role walks once: the pages of the desk are many."""
    return {}


def walk(desk: Desk, role: str, walks: dict[str, Walk]) -> Walk:
    if role not in walks:
        before = fingerprint()
        found = Walk([], [], changed=False)
        for cell in TABLE:
            for verb in verbs(cell):
                _step(desk, role, cell, verb, found)
        found.changed = fingerprint() != before
        walks[role] = found
    return walks[role]


def _step(desk: Desk, role: str, cell: Cell, verb: str, found: Walk) -> None:
    """What may be done is undone; what may not be done must not need it."""
    allowed = may(role, cell, verb)
    if allowed:
        answer = ask(desk, role, cell, verb)
    else:
        address = cell.address(desk.rows)
        answer = getattr(desk.clients[role], verb)(address, JUNK if verb == "post" else None)
        found.telling += [cell.name for name in desk.names if name.encode() in answer.content]
    # A screen that is only read refuses a POST whoever sends it.
    read_only = verb == "post" and answer.status_code == 405
    if answer.status_code >= 500 or (refused(answer) == allowed and not read_only):
        found.wrong.append(f"{verb} {cell.name} : {answer.status_code}, permis : {allowed}")


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_answered_as_the_table_says(desk, role, walks):
    assert walk(desk, role, walks).wrong == []


@pytest.mark.parametrize("role", [role for role in ROLES if role != SUPERUSER])
def test_a_refusal_tells_no_name_and_changes_nothing(desk, role, walks):
    asked = walk(desk, role, walks)

    assert asked.telling == []
    assert not asked.changed


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
