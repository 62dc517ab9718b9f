"""A person's file: who, where they stand, what was said, what comes next."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from crm.journeys import panels, timeline
from crm.journeys.ageing import age_of, with_age
from crm.journeys.file_panels import user_of
from crm.journeys.forms.exchanges import CALLS, OTHERS, LogForm, PostponeForm
from crm.journeys.forms.journeys import NextActionForm
from crm.journeys.models import Journey, Stage
from crm.journeys.refused_forms import form_for
from crm.journeys.routes import itineraries_of
from crm.journeys.steps import next_way, possible_ways, steps
from crm.journeys.timeline import KINDS, Moment
from crm.people.models import Person
from crm.people.reading import note_reading
from crm.registers.access import needs
from crm.registers.batch import Steps, pair, run

A_PAGE = 40


class TimelineFilter(forms.Form):
    kind = forms.MultipleChoiceField(
        choices=list(KINDS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    page = forms.IntegerField(min_value=1, required=False)


@needs("crm_people.read_file")
def person_file(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.select_related("commune"), pk=pk)
    if person.merged_into_id:
        return redirect("crm_person", person.merged_into_id)
    return show_file(request, person)


def show_file(request: HttpRequest, person: Person, status: int = 200) -> HttpResponse:
    """Draw the file, with the refused forms that the request keeps. The reading is journalled."""
    note_reading(person, user_of(request))
    drawn, told = run(pair(panels.shown.steps(request, person), _timeline_context(request, person)))
    context = {
        "person": person,
        "points": list(person.contact_points.all()),
        "panels": drawn,
        "trail": [
            {"url": reverse("crm_search"), "label": "Personnes"},
            {"url": "", "label": str(person)},
        ],
        **_journey_context(request, person),
        **told,
    }
    return render(request, "crm_journeys/file.html", context, status=status)


def _journey_context(request: HttpRequest, person: Person) -> dict[str, Any]:
    """The journey that heads the file: the open one that moved last, else the last one closed."""
    now = timezone.now()
    journeys = with_age(Journey.objects.filter(person=person), timezone.localdate(now))
    journeys = journeys.select_related(
        "owner",
        "source__edition",
        "source__coverage",
        "source__leaflet_batch",
        "source__issue",
        "origin_commune",
    )
    rows = sorted(journeys, key=lambda row: (row.closed_at is None, row.stage_entered_at))
    journey = rows[-1] if rows else None
    if journey is None:
        return {"journey": None, "calls": CALLS, "others": OTHERS} | _log_form(request, None)
    running = journey.closed_at is None
    itinerary = itineraries_of(request)[journey.track]
    mine = Journey.objects.seen_by(user_of(request)).filter(pk=journey.pk).exists()
    action = {"next_action": journey.next_action, "on": journey.next_action_at}
    start_of_day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "journey": journey,
        "mine": mine and running,
        "age": age_of(journey),
        "stage_help": itinerary.helps.get(Stage(journey.stage), ""),
        "steps": steps(journey, itinerary),
        "next_way": next_way(possible_ways(journey, itinerary, now)) if running else None,
        "late": bool(journey.next_action_at and journey.next_action_at < start_of_day),
        "action_form": form_for(request, f"action-{journey.pk}", NextActionForm, initial=action),
        "postpone_form": form_for(request, f"postpone-{journey.pk}", PostponeForm),
        "calls": CALLS,
        "others": OTHERS,
    } | _log_form(request, journey)


def _log_form(request: HttpRequest, journey: Journey | None) -> dict[str, Any]:
    waits = bool(journey and journey.next_action and not journey.closed_at)
    form = form_for(request, "log", LogForm, initial={"settles": waits})
    return {"log_form": form, "settles_offered": waits}


def _timeline_context(request: HttpRequest, person: Person) -> Steps[dict[str, Any]]:
    asked = TimelineFilter(request.GET)
    asked.is_valid()
    kinds = asked.cleaned_data.get("kind") or []
    told = yield from timeline.moments.steps(person, user_of(request), kinds)
    pages = Paginator(told, A_PAGE).get_page(asked.cleaned_data.get("page") or 1)
    return {
        "filter": TimelineFilter(initial={"kind": kinds or list(KINDS)}, auto_id="filter-%s"),
        "query": "".join(f"kind={kind}&" for kind in kinds),
        "filtered": bool(kinds),
        "pages": pages,
        "months": _by_month(pages),
    }


def _by_month(pages: Page[Moment]) -> list[tuple[Any, list[Moment]]]:
    local = [(timezone.localtime(moment.at), moment) for moment in pages]
    months = groupby(local, key=lambda entry: (entry[0].year, entry[0].month))
    return [
        (entries[0][0], [moment for _, moment in entries])
        for entries in (list(group) for _, group in months)
    ]
