"""No list tells, by growing shorter, what it does not show: only declared criteria narrow it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import models
from django.test import Client
from django.urls import get_resolver

from crm.registers.register import Register
from tests.crm.registers.readers import url

from .conftest import Desk
from .resolver import Address, every_address
from .rows import SUPERUSER

pytestmark = pytest.mark.django_db

NOBODY = "zzz"
# What a field can be asked in an address: a beginning, an equality, an order, an absence.
TAILS = ("__startswith", "", "__gt", "__regex")


def registers(kind: type[Any] = Register) -> list[type[Any]]:
    """Every register of every room, those of the next ones included, once their addresses are known."""
    get_resolver().url_patterns  # noqa: B018
    found = [one for child in kind.__subclasses__() for one in (child, *registers(child))]
    return [one for one in found if one.model is not None]


def paths(model: type[models.Model], *, depth: int = 2) -> Iterator[str]:
    """The fields of a row, and those of the rows beside it: of its person, of the account that follows it."""
    for field in model._meta.get_fields():
        yield field.name
        if depth > 1 and field.related_model not in (None, model) and field.related_model != "self":
            for beside in paths(field.related_model, depth=depth - 1):  # type: ignore[arg-type]
                yield f"{field.name}__{beside}"


def guesses(model: type[models.Model], declared: set[str]) -> str:
    """Every question at once: the first that were answered would leave no row."""
    asked = {f"{path}{tail}": NOBODY for path in paths(model) for tail in TAILS}
    own = {name for name in asked if name.split("__")[0] not in declared or "__" in name}
    # A declared criterion may be asked for what it is, never for what stands behind it.
    kept = {name for name in own if name.split("__")[0] not in declared or name.count("__") > 1}
    return urlencode({name: asked[name] for name in sorted(kept)})


def declared_by(register: Any) -> set[str]:
    return {
        (item[0] if isinstance(item, (list, tuple)) else getattr(item, "parameter_name", item))
        for item in register.list_filter
    }


def listed(client: Client, address: str) -> Any:
    return client.get(address).context["result_count"]


def test_no_guess_narrows_a_register(desk: Desk) -> None:
    client, narrowed = desk.clients[SUPERUSER], {}
    for register in registers():
        asked = guesses(register.model, declared_by(register))
        assert len(asked.split("&")) > 20
        whole = listed(client, url(register))
        assert whole, register
        if (left := listed(client, f"{url(register)}?{asked}")) != whole:
            narrowed[register.__name__] = left

    assert narrowed == {}


def test_no_guess_narrows_an_export(desk: Desk) -> None:
    client, narrowed = desk.clients[SUPERUSER], {}
    for register in registers():
        if register.resource_class is None:
            continue
        asked = guesses(register.model, declared_by(register))
        whole, left = (lines(client, register, query) for query in ("", f"{asked}&"))
        if not whole or left < whole:
            narrowed[register.__name__] = left

    assert narrowed == {}


def lines(client: Client, register: Any, query: str) -> int:
    """How many leave, without the headings."""
    purpose = {"purpose": "Essai des critères"}
    answer = client.post(f"{url(register)}?{query}export=csv", purpose)
    return b"".join(answer.streaming_content).count(b"\n") - 1  # type: ignore[attr-defined]


def lists() -> list[Address]:
    """The lists that Wagtail draws: of the site's rows, of accounts and groups, of the CRM's settings."""
    return [one for one in every_address() if one.name.endswith((":index", ":list"))]


def test_no_guess_narrows_a_list_of_wagtail(desk: Desk) -> None:
    client, narrowed, walked = desk.clients[SUPERUSER], {}, 0
    for one in lists():
        model = getattr(one.pattern.callback, "view_initkwargs", {}).get("model")
        if model is None:
            continue
        filters = getattr(one.pattern.callback, "view_initkwargs", {}).get("list_filter") or ()
        whole = client.get(one.path).context
        again = client.get(f"{one.path}?{guesses(model, set(filters))}").context
        walked += 1
        if whole["page_obj"].paginator.count != again["page_obj"].paginator.count:
            narrowed[one.name] = again["page_obj"].paginator.count

    assert walked > 15
    assert narrowed == {}
