"""A document drawn from its template, its facts, its number and its day, and from nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from crm.registers.written_texts import fill, laid_out
from editorial.dates import day
from editorial.pdf import private_pdf
from editorial.typography import french

from .facts import Facts
from .models import DocumentKind, DocumentTemplate
from .words import values_of

STYLESHEETS = ["crm_registers/paper.css"]
UNION = "crm_funding/union.svg"
LAYOUTS = {
    DocumentKind.AGREEMENT: "agreement",
    DocumentKind.CALL: "call",
    DocumentKind.PROGRAMME: "programme",
    DocumentKind.SHEET: "sheet",
    DocumentKind.CERTIFICATE: "certificate",
    DocumentKind.ATTENDANCE: "certificate",
}


def draw(template: DocumentTemplate, facts: Facts, number: str, made_on: date) -> bytes:
    """Return the file (PDF/UA). `number` is "" for a trial or a sheet that is not kept."""
    pictures = {"union": picture(UNION)} if facts["operation"] else {}
    return private_pdf(page_of(template, facts, number, made_on), STYLESHEETS, pictures)


def page_of(template: DocumentTemplate, facts: Facts, number: str, made_on: date) -> str:
    values = values_of(facts, number, made_on)
    context: dict[str, Any] = {
        "title": french(fill(template.title, values)),
        "opening": laid_out(template.opening, values),
        "closing": laid_out(template.closing, values),
        "facts": facts,
        "number": number,
        "made_on": day(made_on),
        "version": template.version,
    }
    layout = LAYOUTS[DocumentKind(template.kind)]
    return render_to_string(f"crm_documents/paper/{layout}.html", context)


def picture(name: str) -> str:
    return Path(finders.find(name) or "").read_text(encoding="utf-8")
