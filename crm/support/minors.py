"""The children of a household are forgotten once nothing of it is followed any more: year of birth and class go."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.services import record
from crm.journeys.models import Journey
from crm.people.homes import reference_of
from crm.people.models import Household, HouseholdMember
from crm.registers.calendar import add_months

from .models import Settlement, SettlementState, SupportPlan

AT_ONCE = 500


def over(at: datetime) -> QuerySet[Household]:
    """Households with children whose last journey closed MINORS_MONTHS ago, and in which nothing goes on."""
    day = add_months(timezone.localdate(at), -settings.MINORS_MONTHS)
    home = OuterRef("pk")
    lived = Journey.objects.filter(person__memberships__household=home)
    here = lived.filter(person__memberships__ends_on__isnull=True)
    followed = SupportPlan.objects.live().filter(
        person__memberships__household=home, person__memberships__ends_on__isnull=True
    )
    coming = Settlement.objects.filter(household=home, state=SettlementState.INTENDED)
    return Household.objects.filter(
        Exists(HouseholdMember.objects.filter(household=home, person__isnull=True)),
        Exists(lived.filter(closed_at__date__lt=day)),
        ~Exists(here.open()),
        ~Exists(here.filter(closed_at__date__gte=day)),
        ~Exists(followed),
        ~Exists(coming),
    )


def forget_minors(at: datetime) -> int:
    """Delete them, household by household. Return how many children. Without effect the second time.

    A need of theirs stays with the household; the numbers of children of a settlement are its own.
    """
    ids = list(over(at).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_forget(pk, at) for pk in ids)


@transaction.atomic
def _forget(pk: int, at: datetime) -> int:
    home = Household.objects.select_for_update().get(pk=pk)
    if not over(at).filter(pk=pk).exists():
        # A journey was opened meanwhile.
        return 0
    minors = HouseholdMember.objects.filter(household=home, person__isnull=True)
    count = minors.count()
    minors.delete()
    record(
        Action.CHANGED, home, person_id=reference_of(home), fields=["members"],
        reason="Enfants effacés : le dernier parcours du foyer est clos.", at=at,
    )  # fmt: skip
    return count
