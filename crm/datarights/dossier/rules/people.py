"""Who somebody is, how they are reached, with whom they live, what they agreed to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from crm.consents.models import Consent, Suppression
from crm.consents.suppression import digest
from crm.needs.models import Need
from crm.newsletter.models import Subscriber
from crm.organisations.models import Role
from crm.people.models import (
    ContactPoint,
    DuplicatePair,
    Household,
    HouseholdMember,
    MergeReport,
    Person,
    StatusSpell,
)
from crm.segments.models import Excluded

from ..subject import Subject
from .vocabulary import (
    ANOTHER,
    SAID_ELSEWHERE,
    SECRET,
    TECHNICAL,
    Rule,
    Section,
    Told,
    Untold,
    hide,
)


def household_needs(subject: Subject) -> Q:
    """Those of the whole household and of its children: a need of another adult is theirs."""
    return Q(household__members__person__in=subject.ids) & (
        Q(member__isnull=True) | Q(member__person__isnull=True)
    )


def children(subject: Subject) -> Q:
    return Q(person__isnull=True, household__members__person__in=subject.ids)


def taken_from(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    return values | {"taken": ", ".join(row.taken), "moved": sum(_numbers(row.moved))}


def _numbers(moved: Any) -> list[int]:
    return [n for n in (moved.values() if isinstance(moved, dict) else []) if isinstance(n, int)]


PEOPLE: list[Rule] = [
    Told(Person, Section.WHO, "Votre dossier", hidden=hide(TECHNICAL, "name_key", "uuid")),
    Told(StatusSpell, Section.WHO, "Vos situations"),
    Told(Role, Section.WHO, "Vos liens avec des organisations"),
    Told(
        ContactPoint,
        Section.REACH,
        "Comment vous joindre",
        hidden=hide(SAID_ELSEWHERE, "normalised"),
    ),
    Told(Household, Section.HOME, "Votre foyer", hidden=hide(ANOTHER, "label")),
    Told(HouseholdMember, Section.HOME, "Vous et vos enfants dans ce foyer", also=children),
    Told(Need, Section.HOME, "Les besoins notés", also=household_needs),
    Told(Consent, Section.CONSENTS, "Vos accords", hidden=hide(TECHNICAL, "about")),
    Told(
        Subscriber,
        Section.CONSENTS,
        "Votre abonnement à la lettre",
        also=lambda subject: Q(email__in=subject.emails),
        hidden=hide(SECRET, "trace") | hide(TECHNICAL, "form_key"),
    ),
    Told(
        Suppression,
        Section.CONSENTS,
        "Les envois que vous ne recevez plus",
        also=lambda subject: Q(digest__in=[digest(one) for one in subject.emails]),
        hidden=hide(SECRET, "digest"),
    ),
    Told(
        Excluded,
        Section.CONSENTS,
        "Les listes qui vous tiennent hors de certains envois",
        also=lambda subject: Q(person__isnull=True, email__in=subject.emails),
    ),
    Told(MergeReport, Section.ORIGIN, "Les dossiers réunis au vôtre", telling=taken_from),
    Untold(DuplicatePair, "un rapprochement avec le dossier d’une autre personne"),
]
