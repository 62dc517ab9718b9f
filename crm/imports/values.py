"""What one cell says. Each reader returns a value or raises ValueError with a French sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from crm.journeys.models import Track
from crm.people.contacts import normalise_email, normalise_phone
from crm.people.countries import ABROAD, FRANCE
from crm.people.models import Channel, Civility, ProfessionalStatus
from crm.people.names import name_key

from .reading import Cell, Formula, show

UNKNOWN_COUNTRY = "inconnu"
OTHER_COUNTRY = "ZZ"
BETWEEN = re.compile(r"\s*(?:[,;\n|]|\bet\b|\bou\b|\s/\s)\s*")
SPLIT_EMAILS = re.compile(r"[\s,;|/]+")
NUMERIC_DATE = re.compile(
    r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?: \d{1,2}[:h]\d{2}(?::\d{2})?)?", re.ASCII
)
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?", re.ASCII)
WORDED_DATE = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4})", re.ASCII)
YEAR = re.compile(r"(?:ne |nee )?(?:en |le )?(\d{4})", re.ASCII)
MONTHS = {
    name: rank
    for rank, names in enumerate(
        ("janvier janv jan", "fevrier fevr fev", "mars", "avril avr", "mai", "juin", "juillet juil",
         "aout", "septembre sept", "octobre oct", "novembre nov", "decembre dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip

CIVILITIES = {
    **dict.fromkeys(("f", "mme", "madame", "femme", "mlle", "mademoiselle"), Civility.MADAM),
    **dict.fromkeys(("m", "mr", "monsieur", "homme", "h"), Civility.SIR),
    **dict.fromkeys(("non precisee", "nc", "mx"), Civility.UNSAID),
}
STATUSES = {
    **{name_key(label): value for value, label in ProfessionalStatus.choices},
    **dict.fromkeys(
        ["sans emploi", "demandeur d emploi", "demandeuse d emploi", "chomage", "au chomage"],
        ProfessionalStatus.UNEMPLOYED,
    ),
    **dict.fromkeys(
        ["chomage de longue duree", "demandeur d emploi de longue duree", "sans emploi de longue duree"],
        ProfessionalStatus.LONG_UNEMPLOYED,
    ),
    **dict.fromkeys(["retraite", "retraitee", "au foyer", "inactif", "inactive"], ProfessionalStatus.INACTIVE),
    **dict.fromkeys(["etudiant", "etudiante", "stagiaire", "formation"], ProfessionalStatus.TRAINING),
    **dict.fromkeys(
        ["salarie", "salariee", "en emploi", "fonctionnaire", "employe", "employee"],
        ProfessionalStatus.EMPLOYEE,
    ),
    **dict.fromkeys(
        ["independant", "independante", "auto entrepreneur", "micro entrepreneur", "liberal",
         "liberale", "travailleur independant"],
        ProfessionalStatus.SELF_EMPLOYED,
    ),
    "autre": ProfessionalStatus.OTHER,
}  # fmt: skip
CHANNELS = {
    **{name_key(label): value for value, label in Channel.choices},
    **dict.fromkeys(["e mail", "email", "mail", "mel"], Channel.EMAIL),
    **dict.fromkeys(["tel", "appel", "portable"], Channel.PHONE),
    "poste": Channel.POST,
}
TRACKS = {
    **{name_key(label): value for value, label in Track.choices},
    **{value: value for value in Track.values},
}
COUNTRIES = {
    **{name_key(name): code for code, name in ABROAD.items()},
    **{code.lower(): code for code in ABROAD},
    **dict.fromkeys(["france", "fr"], FRANCE),
    **dict.fromkeys(["autre pays", "autre", "zz"], OTHER_COUNTRY),
    UNKNOWN_COUNTRY: "",
}


def text(at_most: int) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        words = show(cell)
        if len(words) > at_most:
            raise ValueError(f"Le texte compte {len(words)} caractères, {at_most} au plus.")
        return words

    return read


def line(at_most: int) -> Callable[[Cell], str]:
    """A text of one line."""
    read = text(at_most)
    return lambda cell: read(" ".join(show(cell).split()))


def one_of(words: Mapping[str, str], what: str) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        known = words.get(name_key(show(cell)))
        if known is None:
            raise ValueError(f"« {show(cell)[:40]} » n’est pas {what}.")
        return known

    return read


def emails(cell: Cell) -> list[str]:
    found = list(dict.fromkeys(one for one in SPLIT_EMAILS.split(show(cell)) if one))
    for one in found:
        try:
            validate_email(normalise_email(one))
        except ValidationError:
            raise ValueError(f"« {one[:60]} » n’est pas une adresse électronique.") from None
        if len(one) > 254:
            raise ValueError("Cette adresse électronique est trop longue.")
    return found


def phones(cell: Cell) -> list[str]:
    """Numbers that exist, as typed. A French number that a spreadsheet took for a quantity gets its zero back."""
    found = []
    for one in filter(None, BETWEEN.split(show(cell))):
        number = f"0{one}" if re.fullmatch(r"[1-9]\d{8}", one, re.ASCII) else one
        if not normalise_phone(number) or len(number) > 40:
            raise ValueError(f"Le numéro « {one[:40]} » est incomplet ou comporte une erreur.")
        found.append(number)
    return list(dict.fromkeys(found))


def day(cell: Cell) -> date:
    """A past or present day: 14/03/2011, 14.3.11, 2011-03-14, 14 mars 2011, mars 2011 (its first day)."""
    found = cell if isinstance(cell, date) else _day(cell)
    if found > timezone.localdate():
        raise ValueError(f"Le {found:%d/%m/%Y} est dans l’avenir.")
    if found.year < 1950:
        raise ValueError(f"Le {found:%d/%m/%Y} est trop ancien pour être une date de dossier.")
    return found


def _day(typed: str) -> date:
    try:
        if match := NUMERIC_DATE.fullmatch(typed):
            year = int(match[3])
            if year < 100:
                year += 2000 if 2000 + year <= timezone.localdate().year else 1900
            return date(year, int(match[2]), int(match[1]))
        if match := ISO_DATE.fullmatch(typed):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if (match := WORDED_DATE.fullmatch(name_key(typed))) and match[2] in MONTHS:
            return date(int(match[3]), MONTHS[match[2]], int(match[1] or 1))
    except ValueError:
        pass
    raise ValueError(f"« {typed[:40]} » n’est pas une date : écrivez 14/03/2011.")


def year(cell: Cell) -> int:
    """A year of birth, alone or at the end of a date."""
    found = cell.year if isinstance(cell, date) else _year(cell)
    if not 1900 <= found <= timezone.localdate().year:
        raise ValueError("Une année de naissance s’écrit en quatre chiffres.")
    return found


def _year(typed: str) -> int:
    if match := YEAR.fullmatch(name_key(typed)):
        return int(match[1])
    try:
        return _day(typed).year
    except ValueError:
        raise ValueError("Une année de naissance s’écrit en quatre chiffres.") from None


def minors(cell: Cell) -> list[int]:
    found = [year(one) for one in filter(None, BETWEEN.split(show(cell)))]
    this_year = timezone.localdate().year
    if any(this_year - one > 18 for one in found):
        raise ValueError("À dix-huit ans passés, une personne a sa propre ligne.")
    if len(found) > 15:
        raise ValueError("Un foyer compte quinze enfants au plus.")
    return sorted(found)


def years_count(cell: Cell) -> int:
    match = re.fullmatch(r"(\d{1,2})(?:[.,]\d+)?(?: ans?)?", show(cell), re.ASCII | re.IGNORECASE)
    if match is None:
        raise ValueError("Écrivez un nombre d’années, de 0 à 60.")
    if int(match[1]) > 60:
        raise ValueError("Écrivez un nombre d’années, de 0 à 60.")
    return int(match[1])


READERS: Mapping[str, Callable[[Cell], Any]] = MappingProxyType(
    {
        "file_number": line(20),
        "civility": one_of(CIVILITIES, "une civilité : Madame ou Monsieur"),
        "last_name": line(80),
        "first_name": line(80),
        "email": emails,
        "phone": phones,
        "birth_year": year,
        "professional_status": one_of(STATUSES, "une situation connue : voyez le modèle"),
        "trade": line(120),
        "preferred_channel": one_of(
            CHANNELS, "un moyen de contact : courriel, téléphone, courrier"
        ),
        "opened_on": day,
        "postcode": line(12),
        "commune": line(90),
        "insee": line(6),
        "country": one_of(COUNTRIES, "un pays connu"),
        "track": one_of(TRACKS, "un parcours connu : voyez le modèle"),
        "project": text(4000),
        "horizon": line(80),
        "session": line(250),
        "applied_on": day,
        "experience_years": years_count,
        "needs": text(2000),
        "adult_file_number": line(20),
        "adult_last_name": line(80),
        "adult_first_name": line(80),
        "adult_email": emails,
        "adult_phone": phones,
        "adult_birth_year": year,
        "minors": minors,
    }
)


def read_cell(key: str, cell: Cell) -> Any:
    """Raises ValueError, in French, when the cell does not say what its column wants."""
    if isinstance(cell, Formula):
        raise ValueError("Cette cellule contient une formule : collez sa valeur à la place.")
    return READERS[key](cell)
