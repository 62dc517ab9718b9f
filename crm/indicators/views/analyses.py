"""The analyses behind the figures: one screen each, its charts, their tables, and the same for a spreadsheet."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from crm.journal.models import Action
from crm.journal.services import record
from crm.registers.access import agent, needs, refuse
from crm.registers.spreadsheets import CONTENT_TYPES, CSV, stream

from ..analyses.page import Page
from ..analyses.screens import SCREENS, Screen
from ..forms_analyses import AnalysisForm

READ, READS_FILES = "crm_indicators.view_figures", "crm_people.read_file"


def asked(request: HttpRequest, slug: str) -> tuple[Screen, AnalysisForm]:
    """The screen of an address, and what is asked of it. Raises Http404 for no screen of ours."""
    screen = SCREENS.get(slug)
    if screen is None:
        raise Http404
    if screen.needs and not agent(request).has_perm(screen.needs):
        refuse(request, (screen.needs,))
    return screen, AnalysisForm(screen, request.GET, exact=agent(request).has_perm(READS_FILES))


@needs(READ)
@require_safe
def analysis(request: HttpRequest, slug: str) -> HttpResponse:
    screen, form = asked(request, slug)
    context: dict[str, Any] = {
        "screen": screen,
        "form": form,
        "desk_icon": "clipboard-list",
        "trail": [
            {"url": reverse("crm_figures"), "label": "Chiffres"},
            {"url": "", "label": screen.title},
        ],
        "query": urlencode(form.query),
    }
    if form.is_valid():
        ask = form.ask()
        context |= {"ask": ask, "page": screen.tell(ask)}
    return render(
        request,
        "crm_indicators/analyses/analysis.html",
        context,
        status=200 if form.is_valid() else 422,
    )


@needs(READ)
@require_safe
def analysis_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Every table of the screen, one under another: what is kept back on the screen is kept back in it."""
    screen, form = asked(request, slug)
    if not form.is_valid():
        return analysis(request, slug)
    page = screen.tell(form.ask())
    record(Action.EXPORTED, agent(request), by=agent(request), fields=[f"analyses/{screen.slug}"])
    body = b"".join(stream(CSV, ["Tableau", *_headings(page)], _rows(page)))
    response = HttpResponse(body, content_type=CONTENT_TYPES[CSV])
    name = f"{slugify(screen.tab)}-{'-'.join(form.query.values())}"[:80].rstrip("-")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.csv"'
    return response


def _headings(page: Page) -> list[str]:
    """Those of a single table; columns without a name when several tables follow one another."""
    if len(page.blocks) == 1:
        return list(page.blocks[0].table.headings)
    widest = max((len(block.table.headings) for block in page.blocks), default=0)
    return [""] * widest


def _rows(page: Page) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for block in page.blocks:
        if len(page.blocks) > 1:
            rows.append([block.table.caption, *block.table.headings])
        rows += [[block.table.caption, *row] for row in block.table.rows]
    for definition in page.definitions:
        rows.append([f"Définition {definition.code}, n° {definition.version}", definition.text])
    rows += [["Inconnus", told] for told in page.unknowns]
    return rows
