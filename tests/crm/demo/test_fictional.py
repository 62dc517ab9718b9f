"""Nobody of the demonstration can be called or written to: reserved domains, reserved numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.files import ROOT

# Arcep keeps these ranges for fiction.
RESERVED = ("0199 00", "0261 91", "0353 01", "0465 71", "0536 49", "0639 98")
PREFIXES = tuple(prefix.replace(" ", "") for prefix in RESERVED)
NUMBER = re.compile(r"(?<![\d.])(?:\+33 ?|0)[1-9](?:[ .\N{NO-BREAK SPACE}]?\d{2}){4}(?!\d)")
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
# RFC 2606 and 6761.
DOMAINS = re.compile(r"(^|\.)(example\.(org|com|net)|example|test|invalid|localhost)$")
FOLDERS = ["crm/demo", "home/content", "fixtures", "site/editorial/demo.py"]


def written() -> list[Path]:
    kinds = {".py", ".toml", ".json", ".md", ".html", ".txt"}
    found: list[Path] = []
    for folder in FOLDERS:
        path = ROOT / folder
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        found += [one for one in files if one.suffix in kinds]
    return found


@pytest.mark.parametrize(
    "number", ["06 39 98 01 42", "0199002001", "04\N{NO-BREAK SPACE}65 71 00 15"]
)
def test_a_reserved_number_is_recognised(number):
    assert NUMBER.search(number)
    assert digits(number).startswith(PREFIXES)


def digits(number: str) -> str:
    return re.sub(r"\D", "", number.replace("+33", "0"))


def test_each_number_is_kept_for_fiction():
    callable_ = {
        (path.name, found)
        for path in written()
        for found in NUMBER.findall(path.read_text(encoding="utf-8"))
        if not digits(found).startswith(PREFIXES)
    }

    assert callable_ == set()


def test_each_address_belongs_to_a_reserved_domain():
    reachable = {
        (path.name, found)
        for path in written()
        for found in ADDRESS.findall(path.read_text(encoding="utf-8"))
        if not DOMAINS.search(found)
    }

    assert reachable == set()
