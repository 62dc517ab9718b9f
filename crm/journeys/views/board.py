"""The journeys of the team, as a board and as a list."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from crm.journeys.ageing import with_age
from crm.journeys.board import columns
from crm.journeys.file_panels import user_of
from crm.journeys.forms.filters import JourneyFilter, ListFilter, start_of_day
from crm.journeys.models import Journey
from crm.journeys.routes import itineraries_of
from crm.registers.access import needs
from crm.registers.paging import Sheets

A_PAGE = 50
# A journey of which nobody said what comes next stands last, on every database.
PRESSING = (F("next_action_at").asc(nulls_last=True), "stage_entered_at", "pk")
READERS = ("crm_people.read_file", "crm_journeys.view_journey")


@needs(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    itineraries = itineraries_of(request)
    form = JourneyFilter(request.GET, user_of(request), auto_id="filter-%s")
    track = form.cleaned_data.get("track") or ""
    drawn = columns(form.journeys(now), timezone.localdate(now), itineraries, track)
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
    itineraries, today = itineraries_of(request), timezone.localdate(now)
    form = ListFilter(request.GET, user_of(request), itineraries, auto_id="filter-%s")
    found = with_age(form.journeys(now), today).order_by(*form.sorting)
    drawn = with_age(Journey.objects.select_related("person__commune", "owner"), today)
    context = {
        "filter": form,
        "pages": Sheets(found, A_PAGE, drawn=drawn).get_page(request.GET.get("page")),
        "query": form.query(),
        "here": request.get_full_path(),
        "start_of_day": start_of_day(now),
        "trail": [{"url": "", "label": "Parcours, en liste"}],
    }
    return render(request, "crm_journeys/list.html", context)
