"""Where each value of a file came from: written by every door that writes one, read back field by field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crm.registers.batch import Steps, first, stepwise

from .models import Channel, Person, Provenance, SourceKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LABELS = {
    "civility": "Civilité",
    "first_name": "Prénom",
    "last_name": "Nom",
    "birth_year": "Année de naissance",
    "email": "Courriel",
    "phone": "Téléphone",
    "post": "Adresse",
    "commune": "Commune",
    "country": "Pays",
    "professional_status": "Situation",
    "trade": "Métier",
    "preferred_channel": "À joindre par",
    "language": "Langue",
    "household": "Foyer",
}
# What everybody has before anything is said.
UNSAID: dict[str, Any] = {"country": "FR", "preferred_channel": Channel.EMAIL}
# What a merging calls otherwise.
IN_A_MERGING = {
    "home": ("commune", "country"),
    "primary_email": ("email",),
    "primary_phone": ("phone",),
    "primary_post": ("post",),
}


@dataclass(frozen=True)
class Origin:
    """Where values come from. ref: which form, « contacts.xlsx, ligne 12 », « dossier n° 2011-0007 »."""

    kind: SourceKind
    ref: str = ""


TYPED = Origin(SourceKind.TYPED)


def on_form(label: str) -> Origin:
    return Origin(SourceKind.FORM, label)


def in_file(name: str, line: int) -> Origin:
    tail = f", ligne {line}"
    return Origin(SourceKind.IMPORT, name[: 180 - len(tail)] + tail)


def of_merged(number: str) -> Origin:
    return Origin(SourceKind.MERGE, f"dossier n°\N{NO-BREAK SPACE}{number}")


def told_fields(identity: Any) -> list[str]:
    """The fields of an Identity that say something."""
    return [
        name
        for name in LABELS
        if (value := getattr(identity, name, None)) and value != UNSAID.get(name)
    ]


def named(fields: Iterable[str]) -> list[str]:
    """The fields of a file among some names, those of a merging read as fields."""
    found = {field for name in fields for field in IN_A_MERGING.get(name, (name,))}
    return sorted(found & LABELS.keys())


def line(
    person: Person, fields: Iterable[str], origin: Origin, *, by: User | None, at: datetime
) -> Provenance | None:
    """Make a row that `came_from_all` will write, None when no field of a file is named."""
    known = named(fields)
    if not known:
        return None
    return Provenance(person=person, fields=known, kind=origin.kind, ref=origin.ref, at=at, by=by)


def came_from(
    person: Person, fields: Iterable[str], origin: Origin, *, by: User | None, at: datetime
) -> None:
    """Keep where the values of some fields came from."""
    came_from_all([line(person, fields, origin, by=by, at=at)])


def came_from_all(rows: Iterable[Provenance | None]) -> None:
    Provenance.objects.bulk_create([row for row in rows if row is not None], batch_size=500)


@stepwise
def latest(person: Person) -> Steps[Sequence[tuple[str, Provenance]]]:
    """(French name of a field, where its last value came from), in the order of a file."""
    last: dict[str, Provenance] = {}
    rows = Provenance.objects.filter(person=person).select_related("by").order_by("at", "pk")
    found = yield from first(rows)
    for row in found.rows:
        last |= dict.fromkeys(row.fields, row)
    return [(label, last[name]) for name, label in LABELS.items() if name in last]
