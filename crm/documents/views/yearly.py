"""The yearly table on the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.documents.yearly import table_of, years
from crm.registers.access import needs


@require_safe
@needs("crm_documents.view_yearly_table")
def yearly_table(request: HttpRequest) -> HttpResponse:
    """Of the year asked for; unless told, of the last full one, or the latest that has hours."""
    known = years()
    asked = request.GET.get("annee", "")
    last = timezone.localdate().year - 1
    usual = last if last in known or not known else known[0]
    year = next((one for one in known if str(one) == asked), usual)
    context = {
        "table": table_of(year),
        "years": known,
        "trail": [{"url": "", "label": "Bilan pédagogique"}],
    }
    return render(request, "crm_documents/desk/yearly.html", context)
