"""How much two files look alike, and why, in a French sentence. Pure: no query."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz import fuzz

# On a hundred. « Jean » and « Jeanne » are 80: first names are held closer than surnames.
CLOSE_FIRST, CLOSE_LAST = 85, 80


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a file. Names as `name_key` gives them."""

    pk: int
    key: str
    first: str
    last: str
    civility: str = ""
    birth_year: int | None = None
    commune: str | None = None
    household: int | None = None


@dataclass(frozen=True)
class Score:
    points: int  # on a hundred
    reason: str


@dataclass(frozen=True)
class Shared:
    """The contact points that two files have in common."""

    email: bool = False
    phone: bool = False

    @property
    def words(self) -> str:
        told = [
            words
            for said, words in (
                (self.email, "la même adresse électronique"),
                (self.phone, "le même téléphone"),
            )
            if said
        ]
        return " et ".join(told)


NOTHING = Shared()


@dataclass(frozen=True)
class Names:
    """first: the first names may be one; whole: the whole names are, whatever their order."""

    first: bool
    whole: bool
    exact: bool = field(default=False)


def names_of(one: Sketch, other: Sketch) -> Names:
    """Compare names without accents, hyphens or order; « Jean » and « Jeanne » are two."""
    exact = _squeezed(one.key) == _squeezed(other.key)
    if exact:
        return Names(first=True, whole=True, exact=True)
    first = _same_first(one, other)
    last = _close(one.last, other.last, CLOSE_LAST)
    turned = _close(one.first, other.last, CLOSE_FIRST) and _close(
        one.last, other.first, CLOSE_FIRST
    )
    return Names(first=first or turned, whole=turned or (first and last))


def _squeezed(key: str) -> str:
    return "".join(sorted(key.split()))


def _close(one: str, other: str, enough: int) -> bool:
    if not one or not other:
        return False
    return fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) >= enough


def _same_first(one: Sketch, other: Sketch) -> bool:
    if not one.first or not other.first:
        return True  # nobody said: nothing tells them apart
    words, others = set(one.first.split()), set(other.first.split())
    if words <= others or others <= words:
        return True
    two_civilities = bool(one.civility and other.civility and one.civility != other.civility)
    return not two_civilities and _close(one.first, other.first, CLOSE_FIRST)


def compare(one: Sketch, other: Sketch, shared: Shared = NOTHING) -> Score | None:
    """Tell how much two files look alike, None when they are not worth a human's look."""
    names = names_of(one, other)
    together = one.household is not None and one.household == other.household
    if together and not names.exact and not _one_first_name(one, other):
        return None
    years = {one.birth_year, other.birth_year} - {None}
    if shared.words:
        return _with_contacts(names, shared, years, both_known=_both_years(one, other))
    if not names.whole or len(years) > 1:
        return None
    return _with_names(one, other, names, agree=_both_years(one, other) and len(years) == 1)


def _one_first_name(one: Sketch, other: Sketch) -> bool:
    """Whether two members of one household bear one first name; not knowing says nothing."""
    words, others = set(one.first.split()), set(other.first.split())
    return bool(words and others) and (words <= others or others <= words)


def _both_years(one: Sketch, other: Sketch) -> bool:
    return one.birth_year is not None and other.birth_year is not None


def _with_contacts(
    names: Names, shared: Shared, years: set[int | None], *, both_known: bool
) -> Score:
    has = shared.words
    if not names.first:
        return Score(
            25,
            f"Partagent {has}, mais portent des prénoms différents : peut-être un couple ou une famille.",
        )
    if len(years) > 1:
        return Score(
            40, f"Partagent {has}, avec des années de naissance différentes : à regarder de près."
        )
    if not names.whole:
        return Score(65, f"Même prénom, et {has} ; le nom de famille diffère.")
    points = 90 + 4 * (shared.email and shared.phone) + 4 * names.exact
    born = ", nés la même année" if both_known else ""
    return Score(points, f"{'Même nom' if names.exact else 'Noms très proches'}{born}, et {has}.")


def _with_names(one: Sketch, other: Sketch, names: Names, *, agree: bool) -> Score | None:
    told = "Même nom" if names.exact else "Noms très proches"
    neighbours = one.commune is not None and one.commune == other.commune
    if agree:
        where = ", dans la même commune" if neighbours else ""
        return Score(
            80 + 5 * names.exact + 3 * neighbours, f"{told}, même année de naissance{where}."
        )
    if neighbours:
        return Score(
            60 + 5 * names.exact, f"{told}, dans la même commune ; une année de naissance manque."
        )
    if names.exact and None in {one.commune, other.commune}:
        return Score(45, f"{told} ; une année de naissance et une commune manquent.")
    return None
