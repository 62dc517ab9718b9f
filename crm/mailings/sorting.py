"""Who may be written to: asked of all together before a launch, and of each again as their letter leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from crm.consents.models import EVERYTHING
from crm.consents.suppression import suppressed_among
from crm.journal.refusal import Refused
from crm.people.contacts import normalise_email
from crm.people.models import ContactKind, ContactPoint, Person

from .audiences import AUDIENCES, Addressee
from .models import Nature
from .plans import PRESS

UNREADABLE = "adresse absente ou illisible"
TWICE = "déjà dans l’envoi"
ANONYMISED = "dossier anonymisé"
MERGED = "dossier fusionné dans un autre"
RESTRICTED = "traitement limité"
MINOR = "mineur"
BOUNCED = "adresse en erreur"
SUPPRESSED = "adresse écartée"
NOT_AGREED = "n’a pas donné son accord"
AT_ONCE = 400
ADULT_AT = 18


@dataclass(frozen=True)
class Sorted:
    """kept: one addressee an address, normalised. left_out: how many, by reason."""

    kept: list[Addressee]
    left_out: dict[str, int]


def sort_out(
    addressees: Iterable[Addressee], nature: Nature, audience: str, *, at: datetime | None = None
) -> Sorted:
    """Keep those to whom this may be sent now. Three queries for each 400, and those of the audience."""
    now = at or timezone.now()
    scope = _scope(nature, audience)
    agreed = _agreed(scope, now)
    out: Counter[str] = Counter()
    kept: dict[str, Addressee] = {}
    for some in _by_slices(_readable(addressees, kept, out)):
        reasons = refusals(some, scope, now)
        for one in some:
            reason = reasons.get(one.email, "")
            if not reason and agreed is not None and one.email not in agreed:
                reason = NOT_AGREED
            if reason:
                out[reason] += 1
                del kept[one.email]
    return Sorted(list(kept.values()), dict(out))


def _scope(nature: Nature, audience: str) -> str:
    if nature == Nature.SERVICE:
        return EVERYTHING
    scope = audience or (PRESS if nature == Nature.PRESS else "")
    if scope not in AUDIENCES:
        raise Refused("Dites à quel public, qui y a consenti, cet envoi s’adresse.")
    return scope


def _agreed(scope: str, now: datetime) -> set[str] | None:
    """The addresses that agree, None when nobody is asked."""
    if scope == EVERYTHING:
        return None
    return {normalise_email(one.email) for one in AUDIENCES[scope].members(now)}


def _readable(
    addressees: Iterable[Addressee], kept: dict[str, Addressee], out: Counter[str]
) -> Iterator[Addressee]:
    """Each address once, in the form in which addresses compare; `kept` is filled along the way."""
    seen: set[str] = set()
    for one in addressees:
        email = normalise_email(one.email)
        if not is_address(email):
            out[UNREADABLE] += 1
        elif email in seen:
            out[TWICE] += 1
        else:
            seen.add(email)
            kept[email] = Addressee(email, one.person, one.fields)
            yield kept[email]


def is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return email.isascii()


def _by_slices(rows: Iterator[Addressee]) -> Iterator[list[Addressee]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


def refusals(some: Iterable[Addressee], scope: str, at: datetime) -> dict[str, str]:
    """Why some addresses may not be written to, by address. Three queries; agreement is not asked here."""
    rows = {one.email: one for one in some}
    known = Person.objects.in_bulk([one.person.pk for one in rows.values() if one.person])
    points: dict[str, list[ContactPoint]] = {}
    found = ContactPoint.objects.filter(kind=ContactKind.EMAIL, normalised__in=list(rows))
    for point in found.select_related("person"):
        points.setdefault(point.normalised, []).append(point)
    suppressed = suppressed_among(rows, scope)
    told = {}
    for email, one in rows.items():
        person = known.get(one.person.pk) if one.person else None
        reason = _of_the_person(one, person, points.get(email, []), at)
        reason = reason or (SUPPRESSED if email in suppressed else "")
        if reason:
            told[email] = reason
    return told


def _of_the_person(
    one: Addressee, person: Person | None, points: list[ContactPoint], at: datetime
) -> str:
    if one.person is not None:
        if person is None or person.anonymised_at:
            return ANONYMISED
        if person.merged_into_id:
            return MERGED
    points = [point for point in points if not point.person.anonymised_at]
    holders = [person] if person else [point.person for point in points]
    if holders and all(holder.restricted_at for holder in holders):
        return RESTRICTED
    # An address that a parent shares with a child is the parent's.
    if holders and all(may_be_minor(holder, at) for holder in holders):
        return MINOR
    theirs = [point for point in points if not person or point.person_id == person.pk] or points
    return BOUNCED if theirs and all(point.bounced_at for point in theirs) else ""


def may_be_minor(person: Person, at: datetime) -> bool:
    """Whether somebody whose year of birth alone is known may still be under eighteen."""
    if person.birth_year is None:
        return False
    return timezone.localdate(at).year - person.birth_year <= ADULT_AT
