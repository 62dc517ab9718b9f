"""Who may open what, cell by cell: the table is matrix.toml, and no address of the CRM is out of it."""

from __future__ import annotations

import pytest

from .rows import SUPERUSER, roles
from .table import addresses, to_add
from .walking import ROLES, TABLE, ask, may, walk

pytestmark = pytest.mark.django_db


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
    assert walk(desk, role).wrong == []


@pytest.mark.parametrize("role", [role for role in ROLES if role != SUPERUSER])
def test_a_refusal_tells_no_name(desk, role):
    assert walk(desk, role).telling == []


@pytest.mark.parametrize("role", ROLES)
def test_reading_and_being_refused_change_nothing_but_the_journal(desk, role):
    assert walk(desk, role).changed == []


@pytest.mark.parametrize("role", ["Conseillers", SUPERUSER])
def test_a_row_that_nobody_has_is_not_found(desk, role):
    found = {}
    for cell in TABLE:
        if [row for row in cell.rows if not row.startswith("=")]:
            verb = "post" if cell.posts else "get"
            if may(role, cell, verb):
                found[cell.name] = ask(desk, role, cell, verb, unknown=True).status_code

    assert {name: code for name, code in found.items() if code != 404} == {}


@pytest.mark.parametrize("cell", [cell for cell in TABLE if cell.shows], ids=lambda cell: cell.name)
def test_a_look_up_that_is_not_declared_narrows_nothing(desk, cell):
    for role in cell.open_to:
        page = ask(desk, role, cell, "get").content.decode()
        assert any(name in page for name in desk.names), role
