"""The one-page reports: seen before they leave, then on paper or in a workbook. They name nobody."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from crm.journal.models import Action
from crm.journal.services import record
from crm.registers.access import agent, needs
from crm.registers.spreadsheets import CONTENT_TYPES, XLSX
from editorial.models import IdentitySettings

from ..forms_reports import ReportForm
from ..reports.contents import Report
from ..reports.paper import draw
from ..reports.sheets import workbook

READ = "crm_indicators.view_figures"


@needs(READ)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    form = ReportForm(request.GET)
    context: dict[str, Any] = {
        "form": form,
        "desk_icon": "clipboard-list",
        "trail": [
            {"url": reverse("crm_figures"), "label": "Chiffres"},
            {"url": "", "label": "Rapports"},
        ],
    }
    if form.is_valid():
        context |= {"report": form.report(), "query": urlencode(form.query)}
    status = 200 if form.is_valid() else 422
    return render(request, "crm_indicators/reports/reports.html", context, status=status)


@needs(READ)
@require_safe
def report_pdf(request: HttpRequest) -> HttpResponse:
    form = ReportForm(request.GET)
    if not form.is_valid():
        return reports(request)
    report = form.report()
    address = request.build_absolute_uri(reverse("results"))
    return _sent(request, report, draw(report, address), "application/pdf", "pdf")


@needs(READ)
@require_safe
def report_sheet(request: HttpRequest) -> HttpResponse:
    form = ReportForm(request.GET)
    if not form.is_valid():
        return reports(request)
    report = form.report()
    made = workbook(report, IdentitySettings.of_the_site().name)
    return _sent(request, report, made, CONTENT_TYPES[XLSX], "xlsx")


def _sent(
    request: HttpRequest, report: Report, body: bytes, kind: str, ending: str
) -> HttpResponse:
    """What leaves is journalled: which report, of which day, never a number."""
    fields = [f"rapports/{report.kind.slug}", report.day.isoformat(), ending]
    record(Action.EXPORTED, agent(request), by=agent(request), fields=fields)
    response = HttpResponse(body, content_type=kind)
    name = f"rapport-{report.kind.slug}-{report.day.isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
