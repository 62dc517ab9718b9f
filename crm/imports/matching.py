"""Whose line it is: by e-mail, else by file number, else by name and birth year, else who resembles."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from crm.people.contacts import normalise_email, normalise_phone
from crm.people.duplicates import CLOSE_ENOUGH
from crm.people.models import Person
from crm.people.names import name_key

from .known import Known
from .rows import Row

SAME_EMAIL = "A la même adresse, mais un autre nom."
SHARED_EMAIL = "Partage cette adresse avec d’autres."
SAME_NUMBER = "A ce n° de dossier, mais un autre nom."
SAME_PHONE = "A le même téléphone."
SAME_NAME = "Porte le même nom et la même année de naissance que d’autres."
CLOSE_NAME = "Porte un nom très proche."


@dataclass(frozen=True)
class Match:
    """pk: the file that the line is about. Else like: the one that it resembles, and why. Else a problem."""

    pk: int | None = None
    like: int | None = None
    why: str = ""
    problem: tuple[str, str] | None = None


NOBODY = Match()


def match(row: Row, known: Known) -> Match:
    told = row.told
    emails = [normalise_email(one) for one in told.get("email", ())]
    by_email = [pk for email in emails for pk in known.emails.get(email, ())]
    by_number = known.numbers.get(told.get("file_number", ""))
    if by_email and by_number and by_number not in by_email:
        other = known.people[by_email[0]]
        return Match(
            problem=(
                "file_number",
                f"Ce n° de dossier n’est pas celui de l’adresse ({other.file_number}).",
            )
        )
    if by_number:
        return _sure(row, [by_number], known, SAME_NUMBER, SAME_NUMBER)
    if by_email:
        return _sure(row, list(dict.fromkeys(by_email)), known, SAME_EMAIL, SHARED_EMAIL)
    if year := told.get("birth_year"):
        same = [pk for pk in known.keys.get(row.key, ()) if known.people[pk].birth_year == year]
        if same:
            return Match(pk=same[0]) if len(same) == 1 else Match(like=same[0], why=SAME_NAME)
    return _resembling(row, known)


def _sure(row: Row, found: list[int], known: Known, one: str, several: str) -> Match:
    """A key that is shared, or that goes with another name, is a question to a human."""
    agreeing = [pk for pk in found if _same_person(row, known.people[pk])]
    if len(agreeing) == 1:
        return Match(pk=agreeing[0])
    return Match(like=(agreeing or found)[0], why=one if len(found) == 1 else several)


def _same_person(row: Row, person: Person) -> bool:
    """A name hardly changed, or the same first name: people marry. A couple that shares an address has two."""
    year = row.told.get("birth_year")
    if year and person.birth_year and year != person.birth_year:
        return False
    first, known_first = name_key(row.told.get("first_name", "")), name_key(person.first_name)
    if not first or not known_first:
        return name_key(row.told["last_name"]) == name_key(person.last_name)
    return first == known_first or fuzz.token_sort_ratio(row.key, person.name_key) >= CLOSE_ENOUGH


def _resembling(row: Row, known: Known) -> Match:
    for phone in row.told.get("phone", ()):
        for pk in known.phones.get(normalise_phone(phone), ()):
            if _same_person(row, known.people[pk]):
                return Match(like=pk, why=SAME_PHONE)
    found = known.crowd.like(row.key, row.told.get("birth_year"), at_most=1)
    return Match(like=found[0], why=CLOSE_NAME) if found else NOBODY


def match_adult(row: Row, known: Known, home: dict[int, str]) -> Match:
    """Whose file the second adult has. `home` are the adults who already live with the person of the line."""
    number = row.told.get("adult_file_number", "")
    if number and number in known.numbers:
        return Match(pk=known.numbers[number])
    if number and "adult_last_name" not in row.told:
        return Match(problem=("adult_file_number", "Aucun dossier ne porte ce numéro."))
    adult = Row(row.number, {
        name: row.told[f"adult_{name}"]
        for name in ("last_name", "first_name", "email", "phone", "birth_year")
        if f"adult_{name}" in row.told
    })  # fmt: skip
    if housed := next((pk for pk, key in home.items() if key == adult.key), None):
        return Match(pk=housed)
    found = match(adult, known)
    if found.like is not None:
        known.load([found.like])
        number = known.people[found.like].file_number
        return Match(
            problem=(
                "adult_last_name",
                f"Le second adulte ressemble au dossier {number} : indiquez ce n° s’il est le sien, "
                "sinon donnez-lui sa propre ligne.",
            )
        )
    return found
