"""« Ce qui les amène »: the table by source, the weeks with their articles, and the people of a cell."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.attribution.acts import COLUMNS
from crm.attribution.forms import PeriodForm
from crm.attribution.press import Press
from crm.attribution.table import Counted
from crm.journal.models import Action
from crm.journal.services import record
from crm.people.models import Person
from crm.registers.access import agent, needs
from crm.registers.spreadsheets import CONTENT_TYPES, CSV, stream
from editorial.cells import defuse

READ = "crm_journeys.view_origins"
READS_FILES = ("crm_people.read_file", "crm_journeys.see_all_journeys")
SHOWN_AT_MOST = 300


def reads_files(request: HttpRequest) -> bool:
    return request.user.has_perms(READS_FILES)  # type: ignore[union-attr]


@require_safe
@needs(READ)
def origins(request: HttpRequest) -> HttpResponse:
    exact = reads_files(request)
    form = PeriodForm(request.GET, exact=exact)
    context: dict[str, Any] = {
        "form": form,
        "exact": exact,
        "columns": COLUMNS,
        "desk_icon": "crosshairs",
        "trail": [{"url": "", "label": "Ce qui les amène"}],
    }
    if form.is_valid():
        context |= read(request, form, exact)
    status = 200 if form.is_valid() else 422
    return render(request, "crm_attribution/origins.html", context, status=status)


def read(request: HttpRequest, form: PeriodForm, exact: bool) -> dict[str, Any]:
    period = form.period()
    counted = Counted(period, form.touch)
    press = Press(period, exact=exact, today=timezone.localdate())
    asked = {"du": period.since.isoformat(), "au": period.until.isoformat(), "par": form.touch}
    table = counted.table(exact=exact)
    return {
        "period": period,
        "query": urlencode(asked),
        "table": table,
        "empty": not counted.acts,
        "chart": press.chart(),
        "weeks": press.weeks(),
        "articles": press.around(),
        **(who(request, counted) if exact else {}),
    }


def who(request: HttpRequest, counted: Counted) -> dict[str, Any]:
    """The people of one cell, by name, for those who may read their files."""
    column, key = request.GET.get("colonne", ""), request.GET.get("qui", "")
    if column not in COLUMNS or not key:
        return {}
    ids, without_file = counted.people(column, key)
    people = Person.objects.filter(pk__in=ids, anonymised_at__isnull=True)
    shown = list(people.order_by("last_name", "first_name")[:SHOWN_AT_MOST])
    return {
        "who_column": COLUMNS[column],
        "who_people": shown,
        "who_more": people.count() - len(shown),
        "who_without": without_file,
    }


@require_safe
@needs(READ)
def table_csv(request: HttpRequest) -> HttpResponse:
    """The same table, for a spreadsheet: what is withheld on the screen is withheld in it."""
    exact = reads_files(request)
    form = PeriodForm(request.GET, exact=exact)
    if not form.is_valid():
        return origins(request)
    period = form.period()
    table = Counted(period, form.touch).table(exact=exact)
    headings = [
        "Origine",
        "Article, édition, tirage ou numéro",
        *map(str.capitalize, COLUMNS.values()),
    ]
    rows = [
        [defuse("" if depth else line.label), defuse(line.label if depth else "")]
        + [cell.told for cell in line.cells]
        for depth, line in table.flat()
    ]
    rows.append([defuse(table.total.label), "", *(cell.told for cell in table.total.cells)])
    record(Action.EXPORTED, agent(request), by=agent(request), fields=["origins"])
    response = HttpResponse(b"".join(stream(CSV, headings, rows)), content_type=CONTENT_TYPES[CSV])
    name = f"origines-{period.since:%Y-%m-%d}-{period.until:%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
