"""The week of a site, for reception."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.registers.access import needs
from telecentre.models import Site

from ..bookings.planning import WEEK, week_of
from ..days import open_sites
from ..forms_bookings import WeekForm


@require_safe
@needs("crm_workspaces.view_booking")
def planning(request: HttpRequest) -> HttpResponse:
    sites = list(Site.objects.order_by("opened_on", "pk"))
    asked = WeekForm(request.GET, sites=sites)
    asked.is_valid()
    today = timezone.localdate()
    day: date = asked.cleaned_data.get("jour") or today
    site: Site | None = asked.cleaned_data.get("site") or open_sites(day).first()
    shown = asked if asked.errors else WeekForm(
        initial={"jour": day, "site": site.pk if site else None}, sites=sites
    )  # fmt: skip
    context = {
        "asked": shown,
        "one_site": len(sites) < 2,
        "site": site,
        "today": today,
        "day": day,
        "trail": [{"url": "", "label": "Planning du télécentre"}],
    }
    if site is not None:
        week = week_of(site, day, today)
        held, offered = week.offices
        context |= {
            "week": week,
            # On a telephone one day is shown: that asked for, or the first one.
            "shown_day": day if day <= week.last else week.monday,
            "held": held,
            "left": offered - held,
            "before": _address(site, day - WEEK),
            "after": _address(site, day + WEEK),
            "now": _address(site, today),
            "day_links": [(one.date, _address(site, one.date)) for one in week.days],
            "address": _address(site, day),
        }
    status = 422 if asked.errors else 200
    return render(request, "crm_workspaces/planning.html", context, status=status)


def _address(site: Site, day: date) -> str:
    query = {"site": site.pk, "jour": f"{day:%Y-%m-%d}"}
    return f"{reverse('crm_planning')}?{urlencode(query)}"
