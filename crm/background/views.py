from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs, note_refusal, refuse
from signin.sudo import recently_confirmed

from . import services
from .files import private
from .models import LongAction
from .shown import works_of

MAY = "crm_background.view_longaction"
HOME = {"label": "Mes travaux"}


@require_safe
@needs(MAY)
def works(request: HttpRequest) -> HttpResponse:
    found = works_of(agent(request))
    context = {
        "works": found,
        "alone": any(work.at_work for work in found) and services.nobody_works(timezone.now()),
        "trail": [{"url": "", **HOME}],
        "desk_icon": "tasks",
    }
    return render(request, "crm_background/works.html", context)


@require_safe
@needs(MAY)
def work(request: HttpRequest, pk: int) -> HttpResponse:
    one = own(request, pk)
    context = _step(one) | {
        "trail": [{"url": reverse("crm_works"), **HOME}, {"url": "", "label": one.label}],
        "desk_icon": "tasks",
    }
    return render(request, "crm_background/work.html", context)


@require_safe
@needs(MAY)
def advance(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that moves, for the script that refreshes it."""
    return render(request, "crm_background/progress.html", _step(own(request, pk)))


def _step(one: LongAction) -> dict[str, Any]:
    return {
        "work": one,
        "alone": one.at_work and services.nobody_works(timezone.now()),
        "file_until": one.ended_at + services.FILE_KEPT if one.ended_at else None,
    }


@require_POST
@needs(MAY)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    one = own(request, pk)
    try:
        services.cancel(one, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, "L’annulation est demandée." if one.at_work else "Le travail est annulé."
        )
    return redirect("crm_work", pk)


@require_safe
@needs(MAY)
@recently_confirmed(file=True)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """What the action made, to whoever asked for it and still holds its right; journalled as an export."""
    one = own(request, pk)
    if one.right and not agent(request).has_perm(one.right):
        refuse(request, (one.right,))
    try:
        file = private().open(one.stored_as) if one.stored_as else None
    except FileNotFoundError:
        file = None
    if file is None:
        messages.error(request, "Ce fichier n’est plus gardé\N{NO-BREAK SPACE}: redemandez-le.")
        return redirect("crm_work", pk)
    told = f"{one.done} lignes, {one.file_name.rpartition('.')[2]}\N{NO-BREAK SPACE}: {one.purpose}"
    record(Action.EXPORTED, agent(request), by=agent(request), reason=told, fields=one.fields)
    answer: Any = FileResponse(file, as_attachment=True, filename=one.file_name)
    answer["Cache-Control"] = "no-store"
    return cast("HttpResponse", answer)


def own(request: HttpRequest, pk: int) -> LongAction:
    """Whoever asked for it alone knows that it exists."""
    one = LongAction.objects.of(agent(request)).filter(pk=pk).first()
    if one is None:
        note_refusal(request)
        raise Http404
    return one
