"""Every screen of the desk: kept by no cache, running no script of its own, carrying every header."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.pages import is_page, lacking, patterns, runs_something

from .conftest import Desk
from .rows import SUPERUSER
from .table import cells

pytestmark = pytest.mark.django_db


def test_no_screen_of_the_desk_is_kept_nor_runs_a_script_of_its_own(desk: Desk) -> None:
    client = desk.clients[SUPERUSER]
    kept, running, bare, seen = [], {}, {}, 0
    for cell in cells():
        if cell.posts:
            continue
        answer = client.get(cell.address(desk.rows))
        seen += 1
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            kept.append(cell.name)
        if missing := lacking(answer):
            bare[cell.name] = missing
        if is_page(answer) and (found := runs_something(answer.content.decode())):
            running[cell.name] = found

    assert (kept, running, bare) == ([], {}, {})
    assert seen > 150


def behind_a_link() -> list[str]:
    """The addresses that a secret in a letter opens, filled with one that is not."""
    given = {"<str:token>": "faux", "<slug:slug>": "etat", "<slug:action>": "annuler",
             "<slug:place>": "murat", "<int:pk>": "1", "<int:helper>": "1",
             "<slot:starts_at>": "2026-01-05-0900"}  # fmt: skip
    found = []
    for address, _ in patterns(get_resolver()):
        if "<str:token>" in address and not address.startswith("admin/"):
            for name, value in given.items():
                address = address.replace(name, value)
            found.append(f"/{address}")
    return found


def test_no_page_behind_a_secret_link_is_kept(client: Client) -> None:
    """Dead links included: what they answer is for their reader alone."""
    answers = {address: client.get(address) for address in behind_a_link()}
    kept = [
        address
        for address, answer in answers.items()
        if answer.status_code == 200 and "no-store" not in answer.headers.get("Cache-Control", "")
    ]

    assert kept == []
    assert {code for code in (one.status_code for one in answers.values()) if code >= 500} == set()
    assert len(answers) > 30


# A page beyond any, more filters than any screen has, letters of everywhere and a mark that turns them round.
ABSURD = "&".join([
    "page=100000000000000000000000",
    "q=%C5%81ukasz-%C3%91and%C3%BA+%E2%80%99+%F0%9D%92%B3+%E2%80%AEabc",
    *(f"f{n}__exact=1" for n in range(200)),
])  # fmt: skip


def test_an_absurd_query_breaks_no_screen(desk: Desk) -> None:
    client = desk.clients[SUPERUSER]
    broken = {}
    for cell in cells():
        if cell.posts or cell.rows or "?" in cell.name:
            continue
        answer = client.get(f"{cell.address(desk.rows)}?{ABSURD}")
        if answer.status_code >= 500:
            broken[cell.name] = answer.status_code

    assert broken == {}
