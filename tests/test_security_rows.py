"""docs/securite.md: forty-two rows, each with its tests, each test being there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from django.conf import settings

ROW = re.compile(r"^\| (R\d+) \| (.+?) \| ?(.*?) ?\|$", re.MULTILINE)
NAME = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
DRILLS = "[exercices](exercices.md)"


def rows() -> dict[str, str]:
    """The proofs of each row, as written."""
    text = (settings.BASE_DIR / "docs" / "securite.md").read_text(encoding="utf-8")
    return {number: proof for number, _promise, proof in ROW.findall(text)}


@cache
def names_in(path: Path) -> frozenset[str]:
    if not path.exists():
        return frozenset()
    found = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    named = (one.name for one in found if isinstance(one, ast.FunctionDef))
    return frozenset(name for name in named if name.startswith("test_"))


def test_the_table_has_its_forty_two_rows_and_none_without_a_proof():
    found = rows()

    assert list(found) == [f"R{number}" for number in range(1, 43)]
    assert [number for number, proof in found.items() if not NAME.search(proof)] == []
    assert [number for number, proof in found.items() if DRILLS in proof] == ["R34", "R36"]


def test_every_proof_is_a_test_that_is_there():
    gone = [
        f"{number} : {path}::{name}"
        for number, proof in rows().items()
        for path, name in NAME.findall(proof)
        if name not in names_in(settings.BASE_DIR / path)
    ]

    assert gone == []


def test_a_proof_is_nothing_but_names_of_tests():
    """What the names leave behind is nothing: a name badly written would otherwise pass unseen."""
    left = {number: NAME.sub("", proof.replace(DRILLS, "")) for number, proof in rows().items()}

    assert {number: text for number, text in left.items() if re.sub(r"<br>|\s", "", text)} == {}
