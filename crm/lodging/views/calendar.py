"""The occupancy calendar: dwellings and days, who comes and goes this week, what waits for an answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.lodging.models import HousingUnit
from crm.lodging.occupancy import (
    FIRST_YEAR,
    LAST_YEAR,
    calendar_of,
    comings,
    goings,
    month_of,
    waiting,
)
from crm.registers.access import needs

VIEW = "crm_lodging.view_stay"


@require_safe
@needs("crm_people.read_file", VIEW)
def lodging(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    month = calendar_of(month_of(request.GET.get("mois", ""), today))
    context = {
        "month": month,
        "earlier": month.before.year >= FIRST_YEAR,
        "later": month.after.year <= LAST_YEAR,
        "today": today,
        "is_now": month.first == today.replace(day=1),
        "any_unit": bool(month.rows) or HousingUnit.objects.exists(),
        "comings": comings(today),
        "goings": goings(today),
        "waiting": waiting(),
        "desk_icon": "home",
        "trail": [{"url": "", "label": "Logement passerelle"}],
    }
    return render(request, "crm_lodging/calendar.html", context)
