"""The columns that an import understands, and how they are recognised by their titles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from crm.people.names import name_key


@dataclass(frozen=True)
class Column:
    """`label` is the title in the model file and in exports; `names` are others that mean the same, folded."""

    key: str
    label: str
    group: str
    names: tuple[str, ...] = ()
    example: str = ""


_COLUMNS = [
    Column(**written | {"names": tuple(written.get("names", ()))})
    for written in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[
        "column"
    ]
]

COLUMNS = MappingProxyType({column.key: column for column in _COLUMNS})
_BY_NAME = {
    name: column.key for column in _COLUMNS for name in (name_key(column.label), *column.names)
}
# What a title adds between brackets or after a colon changes nothing: « Nom (obligatoire) ».
ASIDE = re.compile(r"\s*[(:*].*$")


def guess(headings: Sequence[str]) -> dict[int, str]:
    """Return rank of a heading → key of a column. The first heading that means a column takes it."""
    found: dict[int, str] = {}
    for exactly in (True, False):
        for rank, heading in enumerate(headings):
            key = _BY_NAME.get(name_key(heading if exactly else ASIDE.sub("", heading)))
            if key and rank not in found and key not in found.values():
                found[rank] = key
    return found
