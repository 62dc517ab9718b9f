"""A statement on paper (PDF/UA): from its row, the name of its person and the identity of the house, nothing else."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from editorial.models import IdentitySettings
from editorial.pdf import private_pdf

from ..bookings.words import euros
from ..models import MonthStatement
from . import months

STYLESHEETS = ["crm_registers/paper.css", "crm_workspaces/paper.css"]


def draw(row: MonthStatement) -> bytes:
    return private_pdf(
        render_to_string("crm_workspaces/paper/statement.html", told(row)), STYLESHEETS, {}
    )


def told(row: MonthStatement) -> dict[str, Any]:
    """What a statement says, for paper and for the page of its person."""
    return {
        "statement": row,
        "month": months.written(row.month),
        "lines": [
            line
            | {
                "unit": euros(line["unit_cents"]),
                "amount": "offert" if line["free"] else euros(line["amount_cents"]),
            }
            for line in row.lines
        ],
        "total": euros(row.total_cents),
        "sender": IdentitySettings.of_the_site(),
    }
