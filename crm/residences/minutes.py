"""The agenda of a committee, and its minutes once it was held, on paper."""

from __future__ import annotations

from django.template.loader import render_to_string

from editorial.models import IdentitySettings
from editorial.pdf import private_pdf

from .drawing import STYLESHEETS
from .models import CRITERIA, HIGHEST_MARK, Committee, Residence


def agenda_of(committee: Committee) -> list[Residence]:
    """The requests of an agenda in the order in which they came."""
    rows = committee.residences.select_related("person__commune", "assessment")  # type: ignore[attr-defined]
    return list(rows.prefetch_related("aid_lines").order_by("requested_at", "pk"))


def draw(committee: Committee) -> bytes:
    """Return the file (PDF/UA)."""
    context = {
        "committee": committee,
        "held": bool(committee.minutes),
        "agenda": agenda_of(committee),
        "criteria": CRITERIA,
        "highest": HIGHEST_MARK,
        "sender": IdentitySettings.of_the_site().as_sender(),
    }
    page = render_to_string("crm_residences/paper/committee.html", context)
    return private_pdf(page, STYLESHEETS, {})
