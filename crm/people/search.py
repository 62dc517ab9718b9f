"""Finding somebody by a fragment of name, accents or not, a telephone in any form, or a file number."""

from __future__ import annotations

import re

from django.db.models import Q

from .models import ContactKind, ContactPoint, Person
from .models.persons import PersonQuerySet
from .names import name_key

FILE_NUMBER = re.compile(r"(?:n°\s*)?((?:19|20)\d\d-\d{1,6})", re.ASCII | re.IGNORECASE)
PHONE = re.compile(r"\+?[\d\s().\-/]{4,}", re.ASCII)


def people_matching(words: str) -> PersonQuerySet:
    """Return the living files that match what somebody typed; none for an empty search."""
    typed = words.strip()
    people = Person.objects.alive()
    if not typed:
        return people.none()
    if number := FILE_NUMBER.fullmatch(typed):
        # The number of a file that was merged still leads to the one that stayed.
        former = Person.objects.filter(file_number=number[1]).values("merged_into")
        return people.filter(Q(file_number__startswith=number[1]) | Q(pk__in=former))
    if PHONE.fullmatch(typed):
        return people.filter(_holds(ContactKind.PHONE, _international(typed)))
    if "@" in typed:
        return people.filter(_holds(ContactKind.EMAIL, typed.casefold()))
    return people.matching(typed) if name_key(typed) else people.none()


def _holds(kind: ContactKind, fragment: str) -> Q:
    points = ContactPoint.objects.filter(kind=kind, normalised__contains=fragment)
    return Q(pk__in=points.values("person"))


def _international(typed: str) -> str:
    """Bring "06 39 98", "0033 6 39 98" and "+33 (0)6 39 98" to the digits that E.164 keeps."""
    digits = re.sub(r"\D", "", typed.replace("(0)", ""))
    if digits.startswith("00"):
        return digits[2:]
    return f"33{digits[1:]}" if digits.startswith("0") else digits
