"""The Forum, the directory, the circle of helpers and the press."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from crm.checkin.models import Badge, CallBack, CheckIn
from crm.circle.models import AccessCode, Helper, HelperWord, SharedItem
from crm.network.models import Card, ContactMessage, Introduction
from crm.people.names import name_key
from crm.press.models import Exchange, PressContact, Received
from crm.registrations.models import EditionSeat, Participant, Registration, WorkshopSeat

from ..subject import SOMEBODY, Subject
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

OF_OTHERS = ("first_name", "organisation", "access_needs", "wishes")


def registered_by_address(subject: Subject) -> Q:
    return Q(person__isnull=True, email__in=subject.emails)


def of_their_group(subject: Subject) -> Q:
    return Q(registration__person__isnull=True, registration__email__in=subject.emails)


def one_of_a_group(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    """Of a group, only whoever registered is told by name: the others are other people."""
    registered = name_key(row.registration.first_name, row.registration.last_name)
    if name_key(row.first_name, row.last_name) in {registered, *subject.names}:
        return values
    return values | dict.fromkeys(OF_OTHERS, None) | {"last_name": SOMEBODY}


def relayed(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    """What they wrote is told; what another wrote to them reached them by mail, and is told by its date."""
    if row.email_key in subject.emails:
        return values | {"way": "écrit par vous"}
    return values | {"way": "reçu par vous", "text": None}


def as_partner(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    """Who helps is told by their role; when it is the person who helps, nothing of whom they help."""
    if row.email_key in subject.emails:
        return values | {"whose": "vous aidez une autre personne", "revoked_reason": None}
    return values | {"whose": "votre cercle"}


def helped_by(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    return values | {"helper_role": subject.without_others(row.helper.role)}


MEETING: list[Rule] = [
    Told(
        Registration,
        Section.FORUM,
        "Vos inscriptions",
        also=registered_by_address,
        tells=("edition",),
    ),
    Told(
        Participant,
        Section.FORUM,
        "Qui vient avec vous",
        also=of_their_group,
        hidden=hide(SAID_ELSEWHERE, "name_key"),
        telling=one_of_a_group,
        near=("registration",),
    ),
    Told(EditionSeat, Section.FORUM, "Vos places", only=Q(participant__rank=1)),
    Told(WorkshopSeat, Section.FORUM, "Vos ateliers", only=Q(participant__rank=1)),
    Told(CheckIn, Section.FORUM, "Vos entrées", only=Q(participant__rank=1)),
    Untold(Badge, "l’empreinte d’un badge imprimé"),
    Told(CallBack, Section.FORUM, "Les rappels après le Forum"),
    Told(Card, Section.NETWORK, "Votre fiche de l’annuaire", hidden=hide(TECHNICAL, "search_key")),
    Told(
        ContactMessage,
        Section.NETWORK,
        "Les messages de l’annuaire",
        also=lambda subject: Q(email_key__in=subject.emails),
        hidden=hide(ANOTHER, "name", "email", "email_key", "card"),
        telling=relayed,
        extra={"way": "sens"},
    ),
    Told(Introduction, Section.NETWORK, "Les mises en relation"),
    Told(
        Helper,
        Section.SHARED,
        "Les partenaires de votre cercle d’aide",
        also=lambda subject: Q(email_key__in=subject.emails),
        hidden=hide(ANOTHER, "name", "email", "email_key"),
        telling=as_partner,
        extra={"whose": "cercle"},
    ),
    Told(
        SharedItem,
        Section.SHARED,
        "Ce que chaque partenaire voit",
        telling=helped_by,
        extra={"helper_role": "partenaire"},
        near=("helper",),
    ),
    Told(
        HelperWord,
        Section.NETWORK,
        "Ce que vos partenaires ont écrit",
        telling=helped_by,
        extra={"helper_role": "partenaire"},
        near=("helper",),
    ),
    Untold(AccessCode, SECRET),
    Told(
        PressContact,
        Section.PRESS,
        "Votre fiche de journaliste",
        also=lambda subject: Q(email_key__in=subject.emails),
        hidden=hide(SAID_ELSEWHERE, "name_key", "email_key"),
    ),
    Told(
        Exchange,
        Section.PRESS,
        "Nos échanges",
        also=lambda subject: Q(contact__email_key__in=subject.emails),
        hidden=hide(SAID_ELSEWHERE, "contact"),
    ),
    Told(
        Received,
        Section.PRESS,
        "Les communiqués envoyés",
        also=lambda subject: Q(contact__email_key__in=subject.emails),
        hidden=hide(SAID_ELSEWHERE, "contact"),
    ),
]
