"""The screen of readings: thirty days, page by page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from editorial.models import DailyCount

RIGHT = "editorial.view_dailycount"
DAYS = 30
MOST = 100


@permission_required(RIGHT, login_url="wagtailadmin_login")
def readings(request: HttpRequest) -> HttpResponse:
    """Four queries, whatever the number of pages and days."""
    today = timezone.localdate()
    first = today - timedelta(days=DAYS - 1)
    counts = DailyCount.objects.filter(day__gte=first)
    by_page = list(
        counts.values("page").annotate(total=Sum("views")).order_by("-total", "page")[:MOST]
    )
    pages = Page.objects.in_bulk([row["page"] for row in by_page])
    by_day = dict(counts.values_list("day").annotate(total=Sum("views")).order_by("day"))
    days = [first + timedelta(days=shift) for shift in range(DAYS)]
    most = max(by_day.values(), default=0)
    context: dict[str, Any] = {
        "rows": [(pages[row["page"]], row["total"]) for row in by_page],
        "days": [(day, by_day.get(day, 0)) for day in days],
        "most": most,
        "total": sum(by_day.values()),
        "first": first,
        "today": today,
    }
    return render(request, "editorial/admin/readings.html", context)


class ReadingsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


@hooks.register("register_admin_urls")
def register_readings_url() -> list[URLPattern]:
    return [path("frequentation/", readings, name="readings")]


@hooks.register("register_reports_menu_item")
def register_readings_item() -> MenuItem:
    return ReadingsItem(
        "Fréquentation", reverse("readings"), name="readings", icon_name="view", order=50
    )
