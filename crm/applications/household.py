"""Who applies with somebody: those whom a form names and those who name it. For advisors alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from crm.journal.refusal import Refused
from crm.people.homes import join_household
from crm.people.models import ContactKind, ContactPoint, HouseholdMember
from crm.people.models import Household as Home
from crm.people.services import current_membership

from .models import Application, Companion, Submission, SubmissionState

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Beside:
    """An application of somebody else; `together` when both live in one household already."""

    application: Application
    together: bool


@dataclass(frozen=True)
class Household:
    """Those who apply together.

    beside  the latest application of each
    forms   those that no advisor has filed yet
    silent  what was named and leads to nobody
    """

    beside: list[Beside]
    forms: list[Submission]
    silent: list[str]

    def __bool__(self) -> bool:
        return bool(self.beside or self.forms or self.silent)


def household_around(application: Application) -> Household:
    """Nine queries at most, whatever the number of those who apply together."""
    named = _named_by(application)
    naming = Companion.objects.filter(key__in=_keys_of(application)).values("submission")
    at = _points(normalised__in=list(named)).values("person")
    theirs = _applications(
        Q(submission__code__in=named) | Q(submission__in=naming) | Q(person__in=at), application
    )
    forms = list(
        Submission.objects.filter(
            Q(code__in=named) | Q(pk__in=naming) | Q(matched_person__in=at),
            state=SubmissionState.REVIEW,
        ).select_related("session__course")
    )
    people = [row.person_id for row in theirs]
    housed = _housed_with(application.person_id, people)
    reached = _reached(theirs, forms)
    return Household(
        beside=[Beside(row, row.person_id in housed) for row in theirs],
        forms=forms,
        silent=[words for key, words in named.items() if key not in reached],
    )


def _applications(theirs: Q, but: Application) -> list[Application]:
    """The latest one of each person, in the order of arrival."""
    rows = (
        Application.objects.sent()
        .filter(theirs, person__anonymised_at__isnull=True)
        .exclude(person=but.person_id)
        .select_related("person", "session__course", "submission")
        .order_by("submitted_at", "pk")
    )
    return list({row.person_id: row for row in rows}.values())


def _named_by(application: Application) -> dict[str, str]:
    """What the form of an application names, key → as it was typed."""
    rows = Companion.objects.filter(submission__application=application)
    return dict(rows.values_list("key", "named"))


def _keys_of(application: Application) -> list[str]:
    """By what others may have named it."""
    keys = list(_points(person=application.person_id).values_list("normalised", flat=True))
    return [*keys, application.submission.code] if application.submission else keys


def _points(**wanted: object) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(kind=ContactKind.EMAIL, **wanted)


def _reached(theirs: Collection[Application], forms: Collection[Submission]) -> set[str]:
    sent = [row.submission for row in theirs if row.submission] + list(forms)
    people = [row.person_id for row in theirs] + [form.matched_person_id for form in forms]
    addresses = _points(person__in=people).values_list("normalised", flat=True)
    return {form.code for form in sent} | set(addresses)


def _housed_with(person: int, others: Collection[int]) -> set[int]:
    """Those of `others` who live in the household of a person today."""
    present = HouseholdMember.objects.filter(ends_on__isnull=True)
    home = present.filter(person=person).values("household")
    rows = present.filter(household__in=home, person__in=others).values_list("person", flat=True)
    return {pk for pk in rows if pk is not None}


@transaction.atomic
def bring_together(
    application: Application, other: Application, *, by: User, at: datetime | None = None
) -> Home:
    """Make one household of two who apply together. Raises Refused when each has one of their own.

    Whoever has a household already receives the other one in it.
    """
    if other.pk not in {one.application.pk for one in household_around(application).beside}:
        raise Refused("Ces deux candidatures ne se nomment pas l’une l’autre.")
    mine, theirs = current_membership(application.person), current_membership(other.person)
    if mine and theirs:
        same = mine.household_id == theirs.household_id
        raise Refused(
            "Ces deux personnes sont déjà dans le même foyer."
            if same
            else "Chacune a déjà un foyer : notez d’abord, dans un dossier, qui quitte le sien."
        )
    if theirs:
        return join_household(other.person, application.person, by=by, at=at)
    return join_household(application.person, other.person, by=by, at=at)
