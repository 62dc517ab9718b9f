from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request

from crm.journal.refusal import Refused
from crm.journeys.file_panels import user_of
from crm.journeys.forms.journeys import CloseForm, DescribeForm, MoveForm, OpenForm, PauseForm
from crm.journeys.forms.sources import SourceForm
from crm.journeys.models import Journey, Stage, Track
from crm.journeys.relays import share
from crm.journeys.routes import itineraries_of
from crm.journeys.services import advance, describe, move, open_journey, pause, resume
from crm.journeys.sources import correct_source
from crm.journeys.steps import possible_ways
from crm.registers.access import needs

from .acting import answer, back, followed, living

MOVERS = ("crm_people.read_file", "crm_journeys.move_journey")
EDITORS = ("crm_people.read_file", "crm_journeys.change_journey")


@needs(*MOVERS)
def move_journey(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a journey: a screen of its own, where the board's menu leads when the rules say no."""
    journey = followed(request, pk)
    itinerary = itineraries_of(request)[journey.track]
    form = MoveForm(request.POST or None, journey=journey, itinerary=itinerary)
    after = get_valid_next_url_from_request(request)
    if request.method == "POST" and form.is_valid():
        try:
            move(journey, form.cleaned_data.pop("stage"), by=user_of(request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            stage = Stage(journey.stage).label
            messages.success(request, f"{journey.person} : « {stage} ».")
            return redirect(after or reverse("crm_person", args=[journey.person_id]))
    context = {
        "journey": journey,
        "form": form,
        "ways": possible_ways(journey, itinerary, timezone.now()),
        "next": after,
        "pause": journey.pauses.on(timezone.localdate()).first(),
        "pause_form": PauseForm(auto_id="pause-%s"),
        "trail": [
            {"url": reverse("crm_board"), "label": "Parcours"},
            {
                "url": reverse("crm_person", args=[journey.person_id]),
                "label": str(journey.person),
            },
            {"url": "", "label": "Changer d’étape"},
        ],
    }
    return render(request, "crm_journeys/move.html", context, status=422 if form.errors else 200)


@require_POST
@needs(*MOVERS)
def move_from_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same, from the panel of a file: refused, the file comes back with the sentence."""
    journey = followed(request, pk)
    key = f"move-{pk}"

    def act(told: dict[str, Any]) -> str:
        stage = told.pop("stage")
        move(journey, stage, by=user_of(request), **told)
        return f"Étape « {Stage(stage).label} »."

    itinerary = itineraries_of(request)[journey.track]
    form = MoveForm(request.POST, journey=journey, itinerary=itinerary, auto_id=f"{key}-%s")
    return answer(request, journey.person, key, form, act)


@require_POST
@needs(*MOVERS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    journey = followed(request, pk)
    key = f"close-{pk}"

    def act(told: dict[str, Any]) -> str:
        move(journey, Stage.CLOSED, by=user_of(request), **told)
        return "Parcours clos."

    form = CloseForm(request.POST, auto_id=f"{key}-%s")
    return answer(request, journey.person, key, form, act)


@require_POST
@needs(*EDITORS)
def pause_journey(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause a journey, or take it up again before the day that was set."""
    journey = followed(request, pk)
    key = f"pause-{pk}"
    if "resume" in request.POST:
        return _resume(request, journey)

    def act(told: dict[str, Any]) -> str:
        row = pause(journey, **told, by=user_of(request))
        return f"Parcours en pause jusqu’au {row.resume_on:%d/%m/%Y}."

    form = PauseForm(request.POST, auto_id=f"{key}-%s")
    return answer(request, journey.person, key, form, act)


def _resume(request: HttpRequest, journey: Journey) -> HttpResponse:
    try:
        resume(journey, by=user_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Le parcours reprend.")
    return back(request, journey.person)


@require_POST
@needs(*EDITORS)
def describe_journey(request: HttpRequest, pk: int) -> HttpResponse:
    """Project, horizon, owner and co-owners."""
    journey = followed(request, pk)
    key = f"describe-{pk}"

    @transaction.atomic
    def act(told: dict[str, Any]) -> str:
        co_owners = told.pop("co_owners")
        describe(journey, by=user_of(request), **told)
        share(journey, co_owners, by=user_of(request))
        advance(journey, Stage.QUALIFIED, by=user_of(request))
        return "Parcours mis à jour."

    known = {"project": journey.project}
    form = DescribeForm(request.POST, initial=known, auto_id=f"{key}-%s")
    return answer(request, journey.person, key, form, act)


@require_POST
@needs(*EDITORS)
def correct_origin(request: HttpRequest, pk: int) -> HttpResponse:
    """What brought the person to this journey, down to the article."""
    journey = followed(request, pk)
    key = f"source-{pk}"
    form = SourceForm(request.POST, source=journey.source, auto_id=f"{key}-%s")

    def act(told: dict[str, Any]) -> str:
        correct_source(journey, form.told_source(), reason=told["reason"], by=user_of(request))
        return "L’origine du parcours est à jour."

    return answer(request, journey.person, key, form, act)


@require_POST
@needs("crm_people.read_file", "crm_journeys.add_journey")
def open_another(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a journey on a track that the person does not follow."""
    person = living(pk)

    def act(told: dict[str, Any]) -> str:
        track = Track(told.pop("track"))
        if Journey.objects.open().filter(person=person, track=track).exists():
            raise Refused("Cette personne suit déjà ce parcours.")
        by = user_of(request)
        open_journey(person, track, owner=by, by=by, **told)
        return f"Parcours ouvert : {track.label}."

    return answer(request, person, "open", OpenForm(request.POST, auto_id="open-%s"), act)
