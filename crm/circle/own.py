"""What the person's own link opens: their circle, and nobody else's."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.utils import timezone

from crm.letters import links
from crm.people.models import Person

from .choosing import Chosen, in_words
from .letters import OWN_LINK
from .models import Helper, HelperState


def person_of(token: str, *, at: datetime | None = None) -> Person | None:
    """The person to whom a link was sent, the survivor of a merged file; None once forgotten."""
    link = links.find(OWN_LINK, token, at=at)
    if link is None:
        return None
    person = Person.objects.filter(pk=int(link.target)).select_related("merged_into").first()
    if person is not None and person.merged_into is not None:
        person = person.merged_into
    return person if person and not person.anonymised_at else None


def circle_of(person: Person) -> list[Helper]:
    """Those invited to the open journeys of a person, and whoever was, the latest first."""
    rows = Helper.objects.with_consent().filter(journey__person=person)
    named = rows.select_related("journey__person", "organisation")
    return list(named.prefetch_related("items__need"))


def helper_of(person: Person | None, pk: int) -> Helper | None:
    """One of them by its number, None for anybody else's."""
    rows = Helper.objects.with_consent().filter(journey__person=person, pk=pk)
    return rows.exclude(state=HelperState.ENDED).first() if person else None


def shares(helper: Helper) -> tuple[list[str], list[str]]:
    """What a partner is shown, and what waits for the person's yes, in words."""
    items = list(helper.items.all())
    agreed = [item for item in items if helper.agreed_at and item.added_at <= helper.agreed_at]
    waiting = [item for item in items if item not in agreed]
    told = in_words(Chosen.of(item) for item in agreed) if agreed else []
    return told, [str(Chosen.of(item)) for item in waiting]


def listing(helper: Helper) -> str:
    """What stands for the list as it was read: another item, another day, another value."""
    told = [f"{item.pk}:{item.text}" for item in helper.items.all()]
    return hashlib.sha256(f"{helper.ends_on}{sorted(told)}".encode()).hexdigest()[:16]


def seeing_now(person: Person, *, at: datetime | None = None) -> set[int]:
    """The numbers of those who see something today."""
    rows = Helper.objects.seeing(timezone.localdate(at or timezone.now()))
    return set(rows.filter(journey__person=person).values_list("pk", flat=True))
