"""Batches of leaflets, as the team writes them down."""

from __future__ import annotations

from datetime import date

from crm.leaflets.models import LeafletBatch
from crm.leaflets.services import Place, Printing, open_batch

PRINTED_ON = date(2012, 3, 1)
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/115.0"}


def batch(**told: object) -> LeafletBatch:
    known = {
        "label": "Salons du printemps",
        "version": "mars 2012",
        "printed": 500,
        "printed_on": PRINTED_ON,
        "short_code": "MURAT",
    }
    return open_batch(Printing(**known | told), by=None)  # type: ignore[arg-type]


def place(quantity: int = 100, **told: object) -> Place:
    known = {"place": "Office de tourisme", "on": date(2012, 3, 9)}
    return Place(quantity=quantity, **known | told)  # type: ignore[arg-type]
