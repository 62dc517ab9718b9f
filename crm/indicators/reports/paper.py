"""A report on paper: one page A4 that a screen reader reads too (PDF/UA)."""

from __future__ import annotations

from django.template.loader import render_to_string

from editorial.models import IdentitySettings
from editorial.pdf import private_pdf

from .contents import Report

STYLESHEETS = ["crm_registers/paper.css", "crm_indicators/report_paper.css"]


def draw(report: Report, address: str) -> bytes:
    """Return the file. `address` is where the definitions are read in full."""
    context = {"report": report, "sender": IdentitySettings.of_the_site(), "address": address}
    pictures = {
        name: render_to_string(f"crm_indicators/reports/{name}.svg", {"report": report})
        for name in ("prisms", "growth", "sessions")
    }
    page = render_to_string("crm_indicators/reports/paper.html", context)
    return private_pdf(page, STYLESHEETS, pictures)
