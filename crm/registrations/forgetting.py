"""What is not kept of those who came to a Forum: some months after it, nothing names anybody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from crm.letters.models import SecretLink
from crm.letters.services import letters_of
from crm.registers.calendar import add_months

from .letters import PURPOSE, key_of
from .models import LIVE, Participant, Registration
from .moving import hold
from .releasing import call_off

ERASED = "Effacé"


def forget(at: datetime) -> int:
    """Empty the registrations of editions that are over for some months. Numbers stay. Return how many."""
    before = add_months(timezone.localdate(at), -settings.FORUM_KEPT_MONTHS)
    rows = Registration.objects.filter(forgotten_at=None, edition__ends_on__lt=before)
    return empty(rows, at)


@transaction.atomic
def empty(rows: QuerySet[Registration], at: datetime) -> int:
    found = list(rows)
    for row in found:
        letters_of(key_of(row)).delete()
    keys = [row.pk for row in found]
    SecretLink.objects.filter(purpose=PURPOSE, target__in=[str(pk) for pk in keys]).delete()
    Participant.objects.filter(registration__in=keys).update(
        first_name="", last_name=ERASED, name_key="", organisation="", access_needs="", wishes=[]
    )
    return Registration.objects.filter(pk__in=keys).update(
        first_name="",
        last_name=ERASED,
        email="",
        phone="",
        organisation="",
        declared_source="",
        cancel_reason="",
        forgotten_at=at,
    )


def forget_people(ids: Sequence[int], reached: Collection[str], at: datetime) -> None:
    """Empty what people wrote here with a file, or without one and found by their addresses.

    Nobody is expected without a name: the places that were kept for them go to whoever waits.
    """
    known = [one for one in reached if one]
    mine = Q(person__in=ids) | Q(person=None, email__in=known)
    ahead = Registration.objects.filter(
        mine, state__in=LIVE, edition__ends_on__gte=timezone.localdate(at)
    )
    for row in ahead:
        _, held = hold(row)
        call_off(held, ERASED, by=None, at=at)
    empty(Registration.objects.filter(mine, forgotten_at=None), at)
