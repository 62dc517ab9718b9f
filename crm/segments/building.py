"""The page on which a segment is built: criteria added and taken away, each with its own fields.

Every gesture posts the whole page, so that it works without a script and nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from .asking import MOST, Asked
from .criteria import CRITERIA, Criterion, CriterionForm
from .criteria.criterion import Lists

CODE = "critere"


@dataclass(frozen=True)
class Row:
    """One criterion on the page."""

    rank: int
    criterion: Criterion
    form: CriterionForm


@dataclass
class Draft:
    """The criteria on the page, in their order."""

    rows: list[Row] = field(default_factory=list)
    lists: Lists = field(default_factory=dict)

    def put(self, code: str, kept: Mapping[str, Any] | None = None) -> bool:
        """Add a criterion, with its answers or blank. False when it does not exist or there are enough."""
        criterion = CRITERIA.get(code)
        if criterion is None or len(self.rows) >= MOST:
            return False
        rank = len(self.rows)
        prefix = f"c{rank}"
        if kept is None:
            form = criterion.form(prefix=prefix, lists=self.lists)
        else:
            form = criterion.read(kept, prefix=prefix, lists=self.lists)
        self.rows.append(Row(rank, criterion, form))
        return True

    def asked(self) -> list[Asked] | None:
        """The criteria, None while one of them is wrong. One just added, still blank, is not asked yet."""
        bound = [row for row in self.rows if row.form.is_bound]
        if not all(row.form.is_valid() for row in bound):
            return None
        return [Asked(row.criterion, row.form) for row in bound]


def kept_draft(criteria: Iterable[Mapping[str, Any]]) -> Draft:
    """The page of a segment as it is kept; what is not understood any more shows its error."""
    draft = Draft()
    for kept in criteria:
        draft.put(str(kept.get("code")), kept)
    return draft


def posted_draft(posted: QueryDict) -> Draft:
    """The page as it was posted, one criterion added or taken away when its button was pressed."""
    act, draft = posted.get("act", ""), Draft()
    for rank, code in enumerate(posted.getlist(CODE)[: MOST * 2]):
        if act != f"remove-{rank}" and code in CRITERIA:
            draft.put(code, _typed(posted, code, f"c{rank}"))
    if act == "add" or (not draft.rows and posted.get("ajouter")):
        draft.put(posted.get("ajouter", ""))
    return draft


def _typed(posted: QueryDict, code: str, prefix: str) -> dict[str, Any]:
    """What was typed in the declared fields of a criterion: nothing else is read."""
    names = CRITERIA[code].form.base_fields
    told = {name: posted.getlist(f"{prefix}-{name}") for name in names if name != "exclude"}
    return {"told": told, "exclude": f"{prefix}-exclude" in posted}


def offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """The criteria that may be added, by theme."""
    themes: dict[str, list[tuple[str, str]]] = {}
    for one in CRITERIA.values():
        themes.setdefault(one.theme, []).append((one.code, one.label))
    return list(themes.items())
