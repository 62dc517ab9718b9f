"""A code of an address, read as what it names: a batch, an article, an edition, an issue, a mailing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import Page

from crm.leaflets.models import LeafletBatch
from forum.models import Edition
from news.models import Coverage

from .models import Acquisition, AcquisitionKind

LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Named:
    """The kind that a code tells, None when it names nothing of ours, and the fields of its item."""

    kind: AcquisitionKind | None
    items: dict[str, Any]


NOTHING = Named(None, {})


def named_by(code: str) -> Named:
    """Return what a code names. A code of a known form whose item is gone still tells its kind."""
    letter, _, rest = code.partition("-")
    if letter == "d" and rest:
        batch = LeafletBatch.objects.filter(short_code=rest.upper()).first()
        return Named(AcquisitionKind.LEAFLET, {"leaflet_batch": batch}) if batch else NOTHING
    if letter not in {"c", "f", "l", "e"} or not rest.isdecimal() or int(rest) > LARGEST:
        return NOTHING
    number = int(rest)
    if letter == "c":
        article = Coverage.objects.filter(pk=number).first()
        return Named(AcquisitionKind.PRESS, {"coverage": article}) if article else NOTHING
    if letter == "f":
        edition = Edition.objects.filter(number=number).first()
        return Named(AcquisitionKind.FORUM, {"edition": edition}) if edition else NOTHING
    issue = Page.objects.filter(pk=number).first() if letter == "l" else None
    return Named(AcquisitionKind.NEWSLETTER, {"issue": issue} if issue else {})


def acquisition_of(
    code: str,
    declared_kind: str = "",
    declared_text: str = "",
    *,
    at: datetime,
    page: str = "",
    edition: Edition | None = None,
) -> Acquisition:
    """Write what brought somebody. What the address names comes before what was declared."""
    named = named_by(code)
    kind = named.kind or declared_kind or (AcquisitionKind.FORUM if edition else None)
    kind = kind or (AcquisitionKind.WEB if code or page else AcquisitionKind.OTHER)
    items = named.items or ({"edition": edition} if edition else {})
    return Acquisition.objects.create(
        kind=kind,
        code=code,
        declared_text=declared_text[:240],
        page=page[:200],
        at=at,
        **items,
    )


def known_from(code: str) -> dict[str, Any]:
    """What a code fills in on the screen of a first contact: the kind, and the item by its id."""
    named = named_by(code)
    known: dict[str, Any] = {"source": named.kind or AcquisitionKind.WEB}
    known |= {name: row.pk for name, row in named.items.items() if name != "issue"}
    return known
