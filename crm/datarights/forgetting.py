"""What stays of a request once it is over: what it was about, its dates, its outcome. No name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.utils import timezone

from crm.people.models import Person
from crm.privacy.treatments.vocabulary import marked
from crm.registers.calendar import add_months

from . import letters
from .askers import written_from
from .models import ENDS, OPEN, RequestFile, RightsRequest

TEXTS = ("name", "email", "phone", "postal", "number_told", "message", "answer")
# A constraint wants them: they only say that something was written.
MOTIVES = ("extended_because", "closed_because")


def emptied() -> dict[str, Any]:
    return dict.fromkeys(TEXTS, "") | {name: marked(name) for name in MOTIVES} | {"form_key": None}


def emptied_once_over() -> dict[str, Any]:
    """The same, but of a request that is open: its asker is still to be answered."""
    told: dict[str, Any] = {}
    for name, value in emptied().items():
        if name == "form_key":
            told[name] = Case(When(state__in=OPEN, then=F(name)), default=Value(None))
            continue
        kind = TextField() if name in ("message", "answer") else CharField()
        after = value if name in MOTIVES else Value("")
        told[name] = Case(When(state__in=OPEN, then=F(name)), default=after, output_field=kind)
    return told


def empty(rows: QuerySet[RightsRequest], at: datetime) -> int:
    """Forget who asked; the letter that answers them leaves, then follows the rule of letters."""
    for row in rows:
        letters.forget_links(row)
    return rows.update(**emptied(), forgotten_at=at)


def old(at: datetime) -> QuerySet[RightsRequest]:
    before = add_months(timezone.localdate(at), -settings.RIGHTS_REQUESTS_MONTHS)
    return RightsRequest.objects.filter(
        state__in=sorted(ENDS), forgotten_at__isnull=True, closed_at__date__lt=before
    )


def forget(at: datetime) -> int:
    """Empty the requests that have been over for some months. Without effect the second time."""
    return empty(old(at), at)


def keep_nothing_of_the_forgotten(locked: RightsRequest, now: datetime) -> None:
    """Once its people are erased, a request that is over keeps no name either."""
    people = [link.person for link in locked.files.select_related("person")]
    if people and all(person.anonymised_at for person in people):
        empty(RightsRequest.objects.filter(pk=locked.pk), now)


def forget_people(ids: Sequence[int], reached: Sequence[str], at: datetime) -> None:
    """As some people are erased, empty the requests that are over and theirs: tied to their files, or written
    from their addresses, or telling their numbers, and in the file of nobody who keeps a name.

    One that is open must still be answered: it is emptied as it ends.
    """
    rows = _over_of(ids, reached)
    for row in rows:
        letters.forget_sent(row)
    empty(RightsRequest.objects.filter(pk__in=[row.pk for row in rows]), at)


def _over_of(ids: Sequence[int], reached: Sequence[str]) -> list[RightsRequest]:
    numbers = Person.objects.filter(pk__in=ids).values("file_number")
    told = Q(pk__in=[row.pk for row in written_from(reached)]) | Q(number_told__in=numbers)
    others = RequestFile.objects.filter(request=OuterRef("pk"), person__anonymised_at__isnull=True)
    tied = RequestFile.objects.filter(request=OuterRef("pk"), person__in=ids)
    over = RightsRequest.objects.filter(state__in=sorted(ENDS), forgotten_at__isnull=True)
    return list(over.filter(Exists(tied) | told & ~Exists(others.exclude(person__in=ids))))
