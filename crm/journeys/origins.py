"""A code of an address, read as what it names: a batch, an article, an edition, an issue, a mailing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from crm.leaflets.models import LeafletBatch
from forum.models import Edition
from news.models import Coverage

from .models import Acquisition, AcquisitionKind

LARGEST = 2**31 - 1
# Letter of a code → the field of an Acquisition, the model of the item, the field that the code holds.
ITEMS_OF_CODES: dict[str, tuple[str, type[Model], str]] = {
    "d": ("leaflet_batch", LeafletBatch, "short_code"),
    "c": ("coverage", Coverage, "pk"),
    "f": ("edition", Edition, "number"),
    "l": ("issue", Page, "pk"),
}
KINDS = {
    "d": AcquisitionKind.LEAFLET,
    "c": AcquisitionKind.PRESS,
    "f": AcquisitionKind.FORUM,
    "l": AcquisitionKind.NEWSLETTER,
    "e": AcquisitionKind.NEWSLETTER,
}


def read_code(code: str) -> tuple[str, int | str] | None:
    """Return the letter of a code and what it holds, None when it is none of ours."""
    letter, _, rest = code.partition("-")
    if letter == "d":
        return (letter, rest.upper()) if rest else None
    if letter not in KINDS or not (rest.isascii() and rest.isdecimal()) or int(rest) > LARGEST:
        return None
    return letter, int(rest)


def kind_of_code(code: str, *, known: bool) -> AcquisitionKind | None:
    """The kind that a code tells. An issue and a mailing may be gone: what they brought still came by them."""
    parts = read_code(code)
    if parts is None or not (known or parts[0] in {"l", "e"}):
        return None
    return KINDS[parts[0]]


def item_of(code: str) -> dict[str, Any]:
    """The field that a code fills in, and its row; nothing when there is none."""
    parts = read_code(code)
    if parts is None or parts[0] not in ITEMS_OF_CODES:
        return {}
    name, model, field = ITEMS_OF_CODES[parts[0]]
    row = model._default_manager.filter(**{field: parts[1]}).first()
    return {name: row} if row is not None else {}


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
    items = item_of(code)
    kind = kind_of_code(code, known=bool(items)) or declared_kind
    if not kind:
        by_site = AcquisitionKind.WEB if code or page else AcquisitionKind.OTHER
        kind = AcquisitionKind.FORUM if edition else by_site
    if not items and edition:
        items = {"edition": edition}
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
    items = item_of(code)
    known: dict[str, Any] = {"source": kind_of_code(code, known=bool(items)) or AcquisitionKind.WEB}
    return known | {name: row.pk for name, row in items.items() if name != "issue"}


def words_of(code: str) -> str:
    """« dépliant, Salons du printemps », "" for a code that names nothing of ours."""
    items = item_of(code)
    kind = kind_of_code(code, known=bool(items))
    return ", ".join([str(kind.label), *map(str, items.values())]) if kind else ""
