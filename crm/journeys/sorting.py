"""How the list of journeys is sorted: by the heading of a column, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, F, IntegerField, Value, When

from .models import Stage

STAGE_RANK = Case(
    *(When(stage=stage, then=Value(rank)) for rank, stage in enumerate(Stage)),
    output_field=IntegerField(),
)
# A column each: its name in the address, its heading, what it is sorted by. `overdue` and `waited`
# are added by ageing.with_age.
COLUMNS: dict[str, tuple[str, list[Any]]] = {
    "personne": ("Personne", [F("person__name_key")]),
    "parcours": ("Parcours", [F("track")]),
    "etape": ("Étape", [STAGE_RANK, F("stage_entered_at")]),
    "retard": ("Durée", [F("overdue"), F("waited")]),
    "suite": ("Prochaine action", [F("next_action_at")]),
    "referent": ("Référent", [F("owner__last_name"), F("owner__first_name")]),
}
CHOICES = [(f"{sign}{name}", label) for name, (label, _) in COLUMNS.items() for sign in ("", "-")]
# Unless told: what is to be done first.
USUAL = [
    F("next_action_at").asc(nulls_last=True), F("stage_entered_at").asc(), F("pk").asc(),
]  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A column's heading: the address that sorts by it, and how it sorts now, as `aria-sort` says it."""

    label: str
    url: str
    sorts: str = ""

    @property
    def told(self) -> str:
        """How it is sorted, for those who hear the page."""
        return {"ascending": "tri croissant", "descending": "tri décroissant"}.get(self.sorts, "")


def headings(chosen: str, query: str) -> list[Heading]:
    """The headings of the list, `query` being the address of its filter without the sorting."""
    found = []
    for name, (label, _) in COLUMNS.items():
        sorts = {name: "ascending", f"-{name}": "descending"}.get(chosen, "")
        wanted = urlencode({"tri": f"-{name}" if sorts == "ascending" else name})
        found.append(Heading(label, f"?{query}&{wanted}" if query else f"?{wanted}", sorts))
    return found


def order_of(chosen: str) -> list[Any]:
    """The arguments of `order_by`; rows without a value come last, either way."""
    _, columns = COLUMNS.get(chosen.removeprefix("-"), ("", []))
    if not columns:
        return USUAL
    down = chosen.startswith("-")
    return [
        column.desc(nulls_last=True) if down else column.asc(nulls_last=True) for column in columns
    ] + [F("pk").asc()]
