"""What a line would add to a known file. An empty cell changes nothing, and nothing is ever erased."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from crm.journeys.models import Journey, Track
from crm.people.contacts import normalise_email, normalise_phone
from crm.people.models import ContactKind, Person
from crm.people.names import name_key
from territory.models import Commune

from .columns import COLUMNS
from .known import Known
from .reading import plain
from .rows import IDENTITY, Row

# Written otherwise, they say the same: capitals and accents of a register rewrite no file.
WORDS = {"first_name", "last_name", "trade"}
# Where nothing was said until now.
SAYS_NOTHING = {"", None}


@dataclass
class Changes:
    """identity: field → value. labels: what changed, as the preview lists it."""

    identity: dict[str, Any] = field(default_factory=dict)
    contacts: list[tuple[ContactKind, str]] = field(default_factory=list)
    minors: list[int] = field(default_factory=list)
    adult: bool = False
    applies: bool = False
    opens: bool = False
    journey: dict[str, str] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)

    @property
    def fields(self) -> list[str]:
        """The names of the person's own fields that change, for the provenance."""
        kinds = sorted({kind.value for kind, _ in self.contacts})
        return [*sorted(self.identity), *kinds]


def changes_of(row: Row, pk: int, known: Known, *, adult: int | None, only_blanks: bool) -> Changes:
    """`adult` is the file of the second adult when there is one; `only_blanks` fills what was not said."""
    found = Changes()
    person = known.people[pk]
    _identity(row, person, found, only_blanks)
    _contacts(row, known.contacts[pk], found)
    _household(row, pk, known, adult, found)
    _training(row, known.applications[pk], found)
    _journey(row, known.journeys[pk], found)
    return found


def _identity(row: Row, person: Person, found: Changes, only_blanks: bool) -> None:
    told = {name: row.told[name] for name in IDENTITY if row.told.get(name) not in SAYS_NOTHING}
    if row.commune is not None:
        told["commune"] = row.commune
        told.setdefault("country", "FR")
    for name, value in told.items():
        before = getattr(person, name)
        blank = before in SAYS_NOTHING or (name == "country" and person.commune is None)
        if _same(name, before, value) or (only_blanks and not blank):
            continue
        found.identity[name] = value
        found.labels.append(COLUMNS[name].label)


def _same(name: str, before: Any, value: Any) -> bool:
    if isinstance(before, Commune) or isinstance(value, Commune):
        return bool(before == value)
    if name in WORDS and name_key(str(before)):
        return name_key(str(before)) == name_key(str(value))
    return (plain(before) if isinstance(before, str) else before) == value


def _contacts(row: Row, held: set[tuple[str, str]], found: Changes) -> None:
    for kind, key, normal in (
        (ContactKind.EMAIL, "email", normalise_email),
        (ContactKind.PHONE, "phone", normalise_phone),
    ):
        new = [one for one in row.told.get(key, ()) if (kind.value, normal(one)) not in held]
        found.contacts += [(kind, one) for one in new]
        if new:
            found.labels.append(COLUMNS[key].label)


def _household(row: Row, pk: int, known: Known, adult: int | None, found: Changes) -> None:
    home = known.homes.get(pk)
    if row.has_adult and (adult is None or home is None or adult not in home.adults):
        found.adult = True
        found.labels.append("Second adulte")
    told = Counter(row.told.get("minors", ()))
    found.minors = sorted((told - (home.minors if home else Counter())).elements())
    if found.minors:
        found.labels.append("Enfants")


def _training(row: Row, held: list[Any], found: Changes) -> None:
    if not row.applies:
        return
    session = row.session.pk if row.session else None
    day = row.told.get("applied_on")
    for applied in held:
        same_session = applied.session == session or session is None
        if (applied.live and applied.session == session) or (
            same_session and day is not None and applied.day == day
        ):
            return
    found.applies = True
    found.labels.append("Candidature")


def _journey(row: Row, held: list[Journey], found: Changes) -> None:
    """Fill what an open journey does not say. A closed one is not opened again by a file."""
    told: dict[str, str] = {
        name: row.told[name] for name in ("project", "horizon") if name in row.told
    }
    if not told and "track" not in row.told:
        return
    track = row.told.get("track", Track.INDEPENDENT)
    mine = [journey for journey in held if journey.track == track]
    if not mine:
        found.journey, found.opens = told, not found.applies
    elif running := next((journey for journey in mine if journey.closed_at is None), None):
        unsaid = [name for name in told if not getattr(running, name).strip()]
        found.journey = {name: told[name] for name in unsaid}
    found.labels += [COLUMNS[name].label for name in found.journey]
    if found.opens:
        found.labels.append("Parcours")
