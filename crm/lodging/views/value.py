"""What the nights lent were worth, by funder and purpose: for managers, and as a file for the funder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.journal.models import Action
from crm.journal.services import record
from crm.lodging.forms import PeriodForm
from crm.lodging.value import given, whole, years
from crm.registers.access import agent, needs
from crm.registers.spreadsheets import CONTENT_TYPES, CSV, stream
from editorial.cells import defuse

GIVEN = "crm_lodging.view_value_given"
HEADINGS = (
    "Financeur", "Motif", "Séjours", "Nuits", "Nuits-personnes", "Valeur (€)",
    "Part du financeur (€)",
)  # fmt: skip


@require_safe
@needs(GIVEN)
def value_given(request: HttpRequest) -> HttpResponse:
    form, start, end = _period(request)
    rows = given(start, end, timezone.localdate())
    context = {
        "form": form,
        "rows": rows,
        "whole": whole(rows),
        "start": start,
        "end": end,
        "years": years(),
        "file": f"{reverse('crm_lodging_value_file')}?du={start}&au={end}",
        "desk_icon": "home",
        "trail": [
            {"url": reverse("crm_lodging"), "label": "Logement passerelle"},
            {"url": "", "label": "Valeur offerte"},
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "crm_lodging/value.html", context, status=status)


def _period(request: HttpRequest) -> tuple[PeriodForm, date, date]:
    """The period asked for, the civil year of today for one that is not one."""
    today = timezone.localdate()
    usual = {"du": date(today.year, 1, 1), "au": date(today.year, 12, 31)}
    asked = {name: request.GET[name] for name in usual if name in request.GET}
    form = PeriodForm(asked) if asked else PeriodForm(initial=usual)
    told = form.cleaned_data if form.is_bound and form.is_valid() else usual
    return form, told["du"], told["au"]


@require_safe
@needs(GIVEN)
def value_file(request: HttpRequest) -> StreamingHttpResponse:
    """The same table as a file. No name of a family is in it; its leaving is journalled."""
    _, start, end = _period(request)
    reason = f"valeur des nuits, du {start:%d/%m/%Y} au {end:%d/%m/%Y}"
    record(Action.EXPORTED, agent(request), by=agent(request), reason=reason)
    name = f"logement-{start}-{end}.csv"
    return StreamingHttpResponse(
        stream(CSV, HEADINGS, _lines(start, end)),
        content_type=CONTENT_TYPES[CSV],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _lines(start: date, end: date) -> Iterator[list[Any]]:
    rows = given(start, end, timezone.localdate())
    for row in [*rows, whole(rows)]:
        yield [
            defuse(row.funder), row.purpose, row.stays, row.nights, row.person_nights,
            _euros(row.cents), _euros(row.told),
        ]  # fmt: skip


def _euros(cents: int) -> str:
    """An amount as a French spreadsheet reads it."""
    return f"{cents // 100},{cents % 100:02}"
