"""The sheet of a violation on paper: what the CNIL's form asks, in its order."""

from __future__ import annotations

from django.template.loader import render_to_string

from editorial.models import IdentitySettings
from editorial.pdf import private_pdf

from .models import Breach

STYLESHEETS = ["crm_registers/paper.css", "crm_compliance/paper.css"]


def drawn(breach: Breach, identity: IdentitySettings) -> bytes:
    context = {
        "breach": breach,
        "notes": breach.notes.select_related("author"),
        "sender": identity,
    }
    html = render_to_string("crm_compliance/paper/breach.html", context)
    return private_pdf(html, STYLESHEETS, {})
