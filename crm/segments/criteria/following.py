"""Journeys, where people come from, and how long ago they gave a sign."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q

from crm.journeys.models import AcquisitionKind, CloseReason, Journey, Stage, Track
from crm.journeys.team import called
from territory.models import Origin

from .criterion import (
    CountField,
    Criterion,
    CriterionForm,
    DayField,
    ManyField,
    OneField,
    Told,
)
from .moments import months_before, within_moments

THEME = "Parcours"
NOBODY = "personne"
OPEN, CLOSED = "open", "closed"
REASONS = [one for one in CloseReason.choices if one[0] not in {"", CloseReason.MERGED}]


def advisors() -> list[tuple[str, str]]:
    """Whoever follows somebody, or did."""
    theirs = Journey.objects.filter(owner=OuterRef("pk"))
    known = get_user_model().objects.filter(Exists(theirs))
    rows = known.order_by("last_name", "first_name", "username")
    return [(NOBODY, "personne encore"), *((str(user.pk), called(user)) for user in rows)]


class JourneyForm(CriterionForm):
    """All the answers are about one and the same journey."""

    track = ManyField("Parcours", Track.choices)
    stage = ManyField("Étape", Stage.choices)
    state = OneField("Ouvert ou clos", [(OPEN, "ouvert"), (CLOSED, "clos")])
    close_reason = ManyField("Motif de clôture", REASONS)
    owner = OneField("Référent", offers=advisors)
    opened_after = DayField("Ouvert à partir du")
    opened_before = DayField("Ouvert jusqu’au")

    between = (("opened_after", "opened_before"),)


def with_a_journey(told: Told, at: datetime) -> Q:
    found = Journey.objects.filter(
        within_moments("opened_at", told, "opened_after", "opened_before")
    )
    for name in ("track", "stage", "close_reason"):
        if told[name]:
            found = found.filter(**{f"{name}__in": told[name]})
    if told["state"]:
        found = found.filter(closed_at__isnull=told["state"] == OPEN)
    if told["owner"]:
        owner: Any = None if told["owner"] == NOBODY else int(told["owner"])
        found = found.filter(owner=owner)
    return Q(pk__in=found.order_by().values("person"))


class OriginForm(CriterionForm):
    origin = ManyField("Origine", Origin.choices)


def from_somewhere(told: Told, at: datetime) -> Q:
    found = Journey.objects.filter(origin__in=told["origin"])
    return Q(pk__in=found.order_by().values("person"))


class SourceForm(CriterionForm):
    kind = ManyField("Venue par", AcquisitionKind.choices)


def brought_by(told: Told, at: datetime) -> Q:
    found = Journey.objects.filter(source__kind__in=told["kind"])
    return Q(pk__in=found.order_by().values("person"))


class OpeningForm(CriterionForm):
    after = DayField("Ouvert à partir du")
    before = DayField("Ouvert jusqu’au")

    between = (("after", "before"),)


def opened(told: Told, at: datetime) -> Q:
    return within_moments("created_at", told, "after", "before")


class SignForm(CriterionForm):
    after = DayField("À partir du")
    before = DayField("Jusqu’au")
    quiet = CountField("Sans signe depuis (mois)", most=240)
    lately = CountField("Un signe au cours des derniers (mois)", most=240)

    between = (("after", "before"),)


def gave_a_sign(told: Told, at: datetime) -> Q:
    found = within_moments("last_inbound_at", told, "after", "before")
    if told["quiet"]:
        found &= Q(last_inbound_at__lt=months_before(at, told["quiet"]))
    if told["lately"]:
        found &= Q(last_inbound_at__gte=months_before(at, told["lately"]))
    return found


CRITERIA = [
    Criterion("journey", "Parcours et étape", THEME, JourneyForm, with_a_journey),
    Criterion("origin", "Origine", THEME, OriginForm, from_somewhere),
    Criterion("source", "Ce qui l’a fait venir", THEME, SourceForm, brought_by),
    Criterion("opening", "Ouverture du dossier", THEME, OpeningForm, opened),
    Criterion("sign", "Dernier signe de la personne", THEME, SignForm, gave_a_sign),
]
