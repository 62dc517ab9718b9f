"""What brought somebody to a journey: noted when it opens, corrected later, down to the article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.leaflets.models import LeafletBatch
from forum.models import Edition
from news.models import Coverage

from .models import Acquisition, AcquisitionKind, Journey
from .touches import opened_with

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The item that goes with a kind: an article with the press, and with nothing else.
ITEMS = {
    "coverage": AcquisitionKind.PRESS,
    "edition": AcquisitionKind.FORUM,
    "leaflet_batch": AcquisitionKind.LEAFLET,
}
CORRECTED = ("kind", "coverage", "edition", "leaflet_batch", "issue", "declared_text")


@dataclass(frozen=True)
class Source:
    """What brought them, the words in which they said it, and the path of the page they wrote from.

    code  what the address of that page bore, as it came
    """

    kind: AcquisitionKind
    declared_text: str = ""
    edition: Edition | None = None
    page: str = ""
    coverage: Coverage | None = None
    leaflet_batch: LeafletBatch | None = None
    issue: models.Model | None = None
    code: str = ""

    def written(self, at: datetime) -> Acquisition:
        return Acquisition.objects.create(at=at, **vars(self))


@transaction.atomic
def correct_source(
    journey: Journey,
    source: Source,
    *,
    by: User | None,
    reason: str = "",
    at: datetime | None = None,
) -> Acquisition:
    """Say what brought somebody, again or at last. What was said before stays in the journal, by its names.

    What was read from an address is kept. Raises Refused on an item of another kind.
    """
    now = at or timezone.now()
    for name, kind in ITEMS.items():
        if getattr(source, name) is not None and source.kind != kind:
            raise Refused(NOT_THAT_KIND[name])
    locked = Journey.objects.select_for_update().get(pk=journey.pk)
    before = said_of(locked.source)
    if locked.source is None:
        row = source.written(locked.opened_at)
        locked.source = row
        locked.save(update_fields=["source"])
        opened_with(locked, row, at=locked.opened_at)
    else:
        row = Acquisition.objects.select_for_update().get(pk=locked.source.pk)
        changes: dict[str, Any] = {name: getattr(source, name) for name in CORRECTED}
        if source.kind == AcquisitionKind.NEWSLETTER and row.kind == source.kind:
            del changes["issue"]
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(update_fields=[*changes])
    record(
        Action.CHANGED, locked, by=by, person_id=locked.person_id, fields=["source"],
        before=before, after=said_of(row), reason=reason, at=now,
    )  # fmt: skip
    journey.refresh_from_db()
    return row


NOT_THAT_KIND = {
    "coverage": "Un article ne va qu’avec « presse » : choisissez l’un ou l’autre.",
    "edition": "Une édition ne va qu’avec « Forum du télétravail » : choisissez l’un ou l’autre.",
    "leaflet_batch": "Un tirage ne va qu’avec « dépliant » : choisissez l’un ou l’autre.",
}


def said_of(source: Acquisition | None) -> str:
    """A source as the journal keeps it: a kind and the number of its item, never anybody's words."""
    if source is None:
        return ""
    for name in ITEMS:
        if pk := getattr(source, f"{name}_id"):
            return f"{source.kind} {pk}"
    return str(source.kind)
