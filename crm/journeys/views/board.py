"""The journeys of the team, as a board and as a list."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from crm.journeys import saved_views
from crm.journeys.ageing import with_age
from crm.journeys.board import columns
from crm.journeys.bulk.actions import offered_to
from crm.journeys.file_panels import user_of
from crm.journeys.forms.filters import JourneyFilter, ListFilter, start_of_day
from crm.journeys.forms.saved_views import NewViewForm
from crm.journeys.models import Journey, SavedView, Screen
from crm.journeys.routes import itineraries_of
from crm.registers.access import needs
from crm.registers.paging import Sheets

A_PAGE = 50
# Up to so many journeys, their keys are read at once: counting them costs nothing more.
AHEAD = 25_000
READERS = ("crm_people.read_file", "crm_journeys.view_journey")


@dataclass(frozen=True)
class Kept:
    """The views kept of a screen, each with its address and whether it is the one shown."""

    views: list[tuple[SavedView, str, bool]]
    form: NewViewForm
    searches: bool

    @property
    def may_keep(self) -> bool:
        """A filter that narrows nothing, or that is kept already, is not offered."""
        asked = bool(self.form.initial["query"])
        return asked and not any(current for *_, current in self.views)


def kept_views(form: JourneyFilter, screen: Screen, rows: list[SavedView]) -> Kept:
    query = form.query("q")
    shown = form.query()
    return Kept(
        [(view, saved_views.address(view), bool(shown) and view.query == shown) for view in rows],
        NewViewForm(initial={"screen": screen, "query": query}, auto_id="new-%s"),
        bool(form.cleaned_data.get("q")),
    )


@needs(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    now, user = timezone.now(), user_of(request)
    views = saved_views.offered(user, Screen.BOARD)
    if first := saved_views.first_of(request, views):
        return redirect(first)
    itineraries = itineraries_of(request)
    form = JourneyFilter(request.GET, user, auto_id="filter-%s")
    track = form.cleaned_data.get("track") or ""
    drawn = columns(form.journeys(now), timezone.localdate(now), itineraries, track)
    context = {
        "filter": form,
        "kept": kept_views(form, Screen.BOARD, views),
        "columns": drawn,
        "total": sum(column.total for column in drawn),
        "here": request.get_full_path(),
        "start_of_day": start_of_day(now),
        "trail": [{"url": "", "label": "Parcours"}],
    }
    return render(request, "crm_journeys/board.html", context)


@needs(*READERS)
def journey_list(request: HttpRequest) -> HttpResponse:
    now, user = timezone.now(), user_of(request)
    views = saved_views.offered(user, Screen.LIST)
    if first := saved_views.first_of(request, views):
        return redirect(first)
    itineraries, today = itineraries_of(request), timezone.localdate(now)
    form = ListFilter(request.GET, user, itineraries, auto_id="filter-%s")
    found = with_age(form.journeys(now), today).order_by(*form.sorted_by())
    drawn = with_age(Journey.objects.select_related("person__commune", "owner"), today)
    context = {
        "filter": form,
        "kept": kept_views(form, Screen.LIST, views),
        "pages": Sheets(found, A_PAGE, drawn=drawn, ahead=AHEAD).get_page(request.GET.get("page")),
        "query": form.query(),
        "headings": form.headings(),
        "deeds": offered_to(user),
        "here": request.get_full_path(),
        "start_of_day": start_of_day(now),
        "trail": [{"url": "", "label": "Parcours, en liste"}],
    }
    return render(request, "crm_journeys/list.html", context)
