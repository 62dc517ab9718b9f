"""What each role sees, and never sees: promises.toml, held against every page that a role opens."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db.models import F, Value
from django.db.models.functions import Concat

from .conftest import Desk
from .rows import ANONYMOUS, SUPERUSER, roles
from .walking import IDLE, ROLES, walk

pytestmark = pytest.mark.django_db

PROMISES = tomllib.loads(Path(__file__).with_name("promises.toml").read_text(encoding="utf-8"))
KINDS, RIGHTS = PROMISES["kinds"], PROMISES["rights"]


def test_every_kind_of_data_is_promised(desk: Desk) -> None:
    assert set(desk.marks.kinds) == set(KINDS)


@pytest.mark.parametrize("role", [role for role in ROLES if role != SUPERUSER])
def test_a_role_sees_what_was_promised_and_nothing_else(desk: Desk, role: str) -> None:
    seen = walk(desk, role).seen
    promised = {kind for kind, told in KINDS.items() if role in told}

    assert set(seen) == promised, {kind: seen.get(kind) for kind in set(seen) ^ promised}


@pytest.mark.parametrize("kind", ["note réservée", "avis"])
def test_not_even_who_opens_everything_reads_what_is_for_one_alone(desk: Desk, kind: str) -> None:
    assert kind not in walk(desk, SUPERUSER).seen


def test_nobody_who_writes_the_site_and_no_visitor_is_promised_anything() -> None:
    told = {role for kind in KINDS.values() for role in kind}

    assert told.isdisjoint({*IDLE, ANONYMOUS, "Élus"})
    assert told <= set(roles())


def holders(permissions: list[str]) -> set[str]:
    held = Group.objects.annotate(
        label=Concat(
            F("permissions__content_type__app_label"), Value("."), F("permissions__codename")
        )
    ).values_list("name", "label")
    return {group for group, label in held if label and any(_is(label, one) for one in permissions)}


def _is(label: str, asked: str) -> bool:
    room, _, codename = label.partition(".")
    if asked.startswith("*."):
        return room.startswith("crm_") and codename.startswith(asked[2:])
    return label == asked


@pytest.mark.parametrize("right", RIGHTS)
def test_a_right_is_held_by_the_roles_told_and_by_no_other(right: str) -> None:
    assert holders(RIGHTS[right]["permissions"]) == set(RIGHTS[right]["roles"])


def test_the_six_rights_are_six_and_no_permission_opens_two() -> None:
    named = [one for right in RIGHTS.values() for one in right["permissions"]]

    assert len(RIGHTS) == 6
    assert len(named) == len(set(named))
