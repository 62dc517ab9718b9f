"""Finding somebody by fragments, in any order: a name, accents or not, a telephone in any form, an
address, a file number. One function for every box of the desk in which people are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, StrIndex, Substr

from .models import ContactKind, ContactPoint, Person
from .models.persons import PersonQuerySet
from .names import name_key

FILE_NUMBER = re.compile(r"(?:n°\s*)?((?:19|20)\d\d-\d{1,6})", re.ASCII | re.IGNORECASE)
SIGN_OF_NUMBER = re.compile(r"n°\s*", re.IGNORECASE)
PIECE_OF_PHONE = re.compile(r"\+?[\d().\-/]*\d[\d().\-/]*|\(0\)", re.ASCII)
# Under this many letters a fragment is looked for in names alone: it would be in every address.
LONG_ENOUGH = 3
# A search never follows more words than a name, an address and a number hold.
WORDS_AT_MOST = 12


@dataclass
class Asked:
    """What somebody typed, sorted.

    words      fragments of the name, folded
    addresses  fragments of an e-mail address that hold its @
    numbers    runs of digits, as they were typed
    files      beginnings of a file number, "2011-004"
    """

    words: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.addresses or self.numbers or self.files)


def read(typed: str) -> Asked:
    """Sort the words of a search. Pieces of a telephone that follow one another make one number."""
    asked = Asked()
    digits = ""
    for piece in [*SIGN_OF_NUMBER.sub("", typed).split()[:WORDS_AT_MOST], ""]:
        if PIECE_OF_PHONE.fullmatch(piece) and not FILE_NUMBER.fullmatch(piece):
            digits += piece
            continue
        if digits:
            asked.numbers.append(digits)
            digits = ""
        if FILE_NUMBER.fullmatch(piece):
            asked.files.append(piece)
        elif "@" in piece:
            asked.addresses.append(piece.casefold())
        else:
            asked.words += name_key(piece).split()
    short = [number for number in asked.numbers if len(_digits(number)) < LONG_ENOUGH]
    asked.numbers = [number for number in asked.numbers if number not in short]
    asked.words += [_digits(number) for number in short]
    return asked


def people_matching(typed: str, *, contacts: bool = True) -> PersonQuerySet:
    """Return the living files that hold everything somebody typed; none for an empty search.

    A file that was merged into another is found through it. `contacts` is False for those who may
    not read telephones and addresses: they do not search them either.
    """
    asked, people = read(typed), Person.objects.alive()
    if not asked:
        return people.none()
    if asked.words:
        people = _named(people, asked.words, contacts)
    for number in asked.files:
        people = _among(people, _files(Person.objects.filter(file_number__startswith=number)))
    for number in asked.numbers:
        people = _among(people, *_numbered(number, contacts))
    for address in asked.addresses:
        found = _reached(ContactKind.EMAIL, Q(normalised__contains=address))
        people = _among(people, found) if contacts else people.none()
    return people


def found_for_a_register(typed: str, contacts: bool) -> PersonQuerySet:
    return people_matching(typed, contacts=contacts)


def _named(people: PersonQuerySet, words: list[str], contacts: bool) -> PersonQuerySet:
    """All the words in a name, present or former, or all of them before the @ of an address."""
    name = " ".join(words)
    if all(len(word) < LONG_ENOUGH for word in words):
        return people.matching(name)
    places = [_files(Person.objects.matching(name))]
    if contacts:
        places.append(_addressed(words))
    return _among(people, *places)


def _among(people: PersonQuerySet, *places: QuerySet) -> PersonQuerySet:  # type: ignore[type-arg]
    """Keep those whom one of the places leads to. Apart, each place is read through its own index."""
    first, *others = places
    return people.filter(pk__in=first.union(*others, all=True) if others else first)


def _files(people: PersonQuerySet) -> QuerySet:  # type: ignore[type-arg]
    """Those people, or the files into which they were merged."""
    return people.order_by().values_list(Coalesce("merged_into_id", "pk"))


def _reached(kind: ContactKind, wanted: Q) -> QuerySet:  # type: ignore[type-arg]
    """The files to which a contact point leads."""
    points = ContactPoint.objects.filter(wanted, kind=kind).order_by()
    return points.values_list(Coalesce("person__merged_into_id", "person_id"))


def _addressed(words: list[str]) -> QuerySet:  # type: ignore[type-arg]
    """Those who hold all the words before the @: a provider's name would find half of the files."""
    before = Substr("normalised", 1, StrIndex(F("normalised"), Value("@")))
    rows = _reached(ContactKind.EMAIL, reduce(and_, (Q(normalised__contains=w) for w in words)))
    rows = rows.alias(before=before)
    return rows.filter(*(Q(before__contains=word) for word in words))


def _numbered(typed: str, contacts: bool) -> list[QuerySet]:  # type: ignore[type-arg]
    """A run of digits: of a telephone, of a file number, or of a name that holds some."""
    digits = _digits(typed)
    held = Q(file_number__contains=digits) | Q(name_key__contains=digits)
    places = [_files(Person.objects.filter(held))]
    if contacts:
        places.append(_reached(ContactKind.PHONE, _on_the_phone(typed, digits)))
    return places


def _on_the_phone(typed: str, digits: str) -> Q:
    """Bring "06 39 98", "0033 6 39 98" and "+33 (0)6 39 98" to the form that E.164 keeps."""
    if digits.startswith("00"):
        return Q(normalised__startswith=f"+{digits[2:]}")
    anywhere = Q(normalised__contains=digits)
    if typed.startswith("+") or not digits.startswith("0"):
        return anywhere
    # The 0 of a number said as people say it is not written; that of its last digits is.
    return anywhere | Q(normalised__startswith=f"+33{digits[1:]}")


def _digits(typed: str) -> str:
    return re.sub(r"\D", "", typed.replace("(0)", ""))
