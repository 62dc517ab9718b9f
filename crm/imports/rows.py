"""A line of the file, read: typed values under the keys of our columns, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from crm.people.names import name_key
from territory.lookup import is_postcode
from territory.models import Commune, Postcode
from training.models import Session

from .columns import COLUMNS
from .reading import Cell, Table, show
from .values import read_cell

IDENTITY = (
    "civility", "last_name", "first_name", "birth_year", "professional_status", "trade",
    "preferred_channel", "country",
)  # fmt: skip
ADULT = ("adult_file_number", "adult_last_name", "adult_first_name", "adult_email", "adult_phone")
NOON = time(12)


@dataclass
class Row:
    """told: key → value, never an empty one. problems: [heading, sentence]."""

    number: int
    told: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    commune: Commune | None = None
    session: Session | None = None

    @property
    def name(self) -> str:
        return f"{self.told.get('first_name', '')} {self.told.get('last_name', '')}".strip()

    @property
    def key(self) -> str:
        return name_key(self.told.get("first_name", ""), self.told.get("last_name", ""))

    @property
    def adult_key(self) -> str:
        """The compared name of the second adult."""
        return name_key(self.told.get("adult_first_name", ""), self.told.get("adult_last_name", ""))

    @property
    def applies(self) -> bool:
        return "session" in self.told or "applied_on" in self.told

    @property
    def has_adult(self) -> bool:
        return any(name in self.told for name in ADULT)

    def moment(self, *names: str) -> datetime | None:
        """Noon of the first of these days that the line tells."""
        day: date | None = next((self.told[name] for name in names if name in self.told), None)
        if day is None:
            return None
        return min(timezone.make_aware(datetime.combine(day, NOON)), timezone.now())


class Places:
    """The communes of the country by code, postcode and name, read once a file."""

    def __init__(self) -> None:
        self.by_code = {commune.insee: commune for commune in Commune.objects.all()}
        self.by_name: dict[str, set[str]] = defaultdict(set)
        for commune in self.by_code.values():
            self.by_name[name_key(commune.name)].add(commune.insee)
        self.home = set(Commune.objects.of_the_territory().values_list("insee", flat=True))
        self.by_postcode: dict[str, set[str]] = defaultdict(set)
        for code, insee in Postcode.objects.values_list("code", "commune"):
            self.by_postcode[code].add(insee)

    def find(self, insee: str, postcode: str, name: str) -> Commune | None:
        """Return the commune that is meant, None when nothing is said. Raises ValueError, in French."""
        if insee:
            code = insee.upper().zfill(5)
            if code not in self.by_code:
                raise ValueError(f"Aucune commune n’a le code INSEE « {insee} ».")
            return self.by_code[code]
        first, _, rest = name.partition(" ")
        if not postcode and is_postcode(first):
            postcode, name = first, rest
        if not postcode and not name:
            return None
        found = self._named(name) if name else self._sharing(postcode)
        if postcode and name:
            found = found & self._sharing(postcode)
        return self._only(found, postcode, name)

    def _sharing(self, postcode: str) -> set[str]:
        code = postcode.replace(" ", "").zfill(5)
        if not is_postcode(code):
            raise ValueError("Un code postal compte cinq chiffres.")
        return self.by_postcode.get(code, set())

    def _named(self, name: str) -> set[str]:
        words = name_key(name).split()
        longer = {"st": "saint", "ste": "sainte"}
        folded = " ".join(longer.get(word, word) for word in words if word != "cedex")
        return self.by_name.get(folded, set())

    def _only(self, found: set[str], postcode: str, name: str) -> Commune:
        said = " ".join(filter(None, [postcode, name]))
        if not found:
            raise ValueError(f"Aucune commune ne répond à « {said[:60]} ».")
        if name and not postcode and len(found & self.home) == 1:
            # « Murat », written in Murat, is not the one of another department.
            found = found & self.home
        if len(found) > 1:
            more = "son nom" if not name else "le code postal ou le code INSEE"
            raise ValueError(f"Plusieurs communes répondent à « {said[:60]} » : ajoutez {more}.")
        return self.by_code[next(iter(found))]


class Sessions:
    """The sessions of the catalogue, by what people call them."""

    def __init__(self) -> None:
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.by_pk = {}
        for session in Session.objects.select_related("course"):
            self.by_pk[session.pk] = session
            for name in (str(session), session.label, str(session.uuid)):
                self.by_name[name_key(name)].add(session.pk)

    def find(self, name: str) -> Session:
        found = self.by_name.get(name_key(name), set())
        if not found:
            raise ValueError(f"Aucune session ne s’appelle « {name[:60]} ».")
        if len(found) > 1:
            raise ValueError(
                f"Plusieurs sessions s’appellent « {name[:60]} » : dites la formation."
            )
        return self.by_pk[next(iter(found))]


def read_rows(table: Table, mapping: Mapping[int, str]) -> list[Row]:
    """Read every line. A mapping without any column that names people gives nothing but problems."""
    places, sessions = Places(), Sessions()
    titles = {key: table.headings[rank] for rank, key in mapping.items()}
    return [_read(number, cells, mapping, titles, places, sessions) for number, cells in table.rows]


def _read(
    number: int,
    cells: Sequence[Cell],
    mapping: Mapping[int, str],
    titles: Mapping[str, str],
    places: Places,
    sessions: Sessions,
) -> Row:
    row = Row(number)
    for rank, key in mapping.items():
        cell = cells[rank]
        if cell == "":
            continue
        try:
            value = read_cell(key, cell)
        except ValueError as error:
            row.problems.append((titles[key], str(error)))
            continue
        if value not in ("", [], None) or key == "country":
            row.told[key] = value
    _place(row, titles, places)
    if "session" in row.told:
        try:
            row.session = sessions.find(row.told["session"])
        except ValueError as error:
            row.problems.append((titles["session"], str(error)))
    _whole(row, titles)
    return row


def _place(row: Row, titles: Mapping[str, str], places: Places) -> None:
    said = [str(row.told.get(name, "")) for name in ("insee", "postcode", "commune")]
    if row.told.get("country", "FR") not in ("FR", ""):
        return
    try:
        row.commune = places.find(*said)
    except ValueError as error:
        title = next(titles[name] for name in ("insee", "commune", "postcode") if name in row.told)
        row.problems.append((title, str(error)))


def _whole(row: Row, titles: Mapping[str, str]) -> None:
    """What only the whole line can tell."""
    if "last_name" not in row.told and "last_name" not in _refused(row, titles):
        row.problems.append(
            (titles.get("last_name", COLUMNS["last_name"].label), "Il manque le nom.")
        )
    orphan = [name for name in ("experience_years", "needs") if name in row.told]
    if orphan and not row.applies:
        row.problems.append(
            (
                titles[orphan[0]],
                "Il manque la session ou la date de candidature à laquelle le rattacher.",
            )
        )
    known = row.told.get("adult_file_number")
    if row.has_adult and not known and "adult_last_name" not in row.told:
        if "last_name" in row.told and "adult_first_name" in row.told:
            # Of a couple, a register often writes the name once.
            row.told["adult_last_name"] = row.told["last_name"]
        else:
            title = next(titles[name] for name in ADULT if name in row.told)
            row.problems.append((title, "Il manque le nom du second adulte, ou son n° de dossier."))


def _refused(row: Row, titles: Mapping[str, str]) -> set[str]:
    headings = {heading for heading, _ in row.problems}
    return {key for key, title in titles.items() if title in headings}


def shown(cells: Sequence[Cell]) -> list[str]:
    return [show(cell) for cell in cells]
