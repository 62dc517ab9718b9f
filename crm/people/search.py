"""Finding somebody by a fragment of name, accents or not, a telephone in any form, or a file number."""

from __future__ import annotations

import re

from django.db.models import QuerySet

from .models import ContactKind, ContactPoint, Person

FILE_NUMBER = re.compile(r"(?:n°\s*)?((?:19|20)\d\d-\d{1,6})", re.ASCII | re.IGNORECASE)
PHONE = re.compile(r"\+?[\d\s().\-/]{4,}", re.ASCII)


def people_matching(words: str) -> QuerySet[Person]:
    """Return the living files that match what somebody typed; none for an empty search."""
    typed = words.strip()
    people = Person.objects.alive()
    if not typed:
        return people.none()
    if number := FILE_NUMBER.fullmatch(typed):
        return people.filter(file_number__startswith=number[1])
    if PHONE.fullmatch(typed):
        return people.filter(pk__in=_holders(ContactKind.PHONE, _international(typed)))
    if "@" in typed:
        return people.filter(pk__in=_holders(ContactKind.EMAIL, typed.casefold()))
    return people.matching(typed)


def _holders(kind: ContactKind, fragment: str) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(kind=kind, normalised__contains=fragment).values("person")


def _international(typed: str) -> str:
    """Bring "06 39 98", "0033 6 39 98" and "+33 (0)6 39 98" to the digits that E.164 keeps."""
    digits = re.sub(r"\D", "", typed.replace("(0)", ""))
    if digits.startswith("00"):
        return digits[2:]
    return f"33{digits[1:]}" if digits.startswith("0") else digits
