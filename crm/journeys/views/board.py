"""The journeys of the team, as a board and as a list."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from crm.journeys.board import columns
from crm.journeys.file_panels import user_of
from crm.journeys.forms.filters import JourneyFilter, ListFilter, start_of_day
from crm.journeys.models import Journey
from crm.registers.access import needs
from crm.registers.paging import Sheets

A_PAGE = 50
# A journey of which nobody said what comes next stands last, on every database.
PRESSING = (F("next_action_at").asc(nulls_last=True), "stage_entered_at", "pk")
READERS = ("crm_people.read_file", "crm_journeys.view_journey")


@needs(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = JourneyFilter(request.GET, user_of(request), auto_id="filter-%s")
    drawn = columns(form.journeys(now), timezone.localdate(now))
    context = {
        "filter": form,
        "columns": drawn,
        "total": sum(column.total for column in drawn),
        "here": request.get_full_path(),
        "start_of_day": start_of_day(now),
        "trail": [{"url": "", "label": "Parcours"}],
    }
    return render(request, "crm_journeys/board.html", context)


@needs(*READERS)
def journey_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = ListFilter(request.GET, user_of(request), auto_id="filter-%s")
    found = form.journeys(now).order_by(*PRESSING)
    drawn = Journey.objects.select_related("person__commune", "owner")
    context = {
        "filter": form,
        "pages": Sheets(found, A_PAGE, drawn=drawn).get_page(request.GET.get("page")),
        "query": form.query(),
        "start_of_day": start_of_day(now),
        "trail": [{"url": "", "label": "Parcours, en liste"}],
    }
    return render(request, "crm_journeys/list.html", context)
