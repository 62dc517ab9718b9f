"""The notices at the desk: those of everybody for the officer, those to call for the team."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.people.models import ContactPoint
from crm.registers.access import agent, needs

from .. import notices as doors
from ..ending import CALLS
from ..models import Answer, Notice
from .anonymising import MAY
from .trails import trail

A_PAGE = 25


@needs(MAY)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Every notice under way, the one that ends soonest first; with ?reponses=1, those that were answered."""
    answered = request.GET.get("reponses") == "1"
    rows = Notice.objects.select_related("person", "letter")
    past = rows.exclude(answer=Answer.NONE).order_by("-answered_at", "-pk")
    rows = past if answered else rows.open()
    context = {
        "trail": trail("Avis"),
        "desk_icon": "lock",
        "pages": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "answered": answered,
        "today": timezone.localdate(),
    }
    return render(request, "crm_privacy/notices.html", context)


@needs(*CALLS)
@require_safe
def to_call(request: HttpRequest) -> HttpResponse:
    """Those whom no e-mail reaches, with what does: one calls or writes, then notes the answer."""
    points = ContactPoint.objects.exclude(kind="email").filter(bounced_at__isnull=True)
    reached = Prefetch("person__contact_points", points, to_attr="other_ways")
    rows = Notice.objects.open().filter(way="call", person__anonymised_at__isnull=True)
    rows = rows.select_related("person__commune").prefetch_related(reached)
    context = {
        "trail": [{"url": "", "label": "Prévenir d’une fin de conservation"}],
        "desk_icon": "lock",
        "pages": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "crm_privacy/to_call.html", context)


@needs(*CALLS)
@require_POST
def note(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """What came of a call: told or tried, keep the file, erase it."""
    row = get_object_or_404(Notice.objects.select_related("person"), pk=pk, way="call")
    by = agent(request)
    try:
        if act == "dit":
            told = doors.note_told(row, by=by)
            sentence = f"C’est noté : sans réponse, le dossier prend fin le {told.due_on:%d/%m/%Y}."
        elif act == "garder":
            doors.answer(row, Answer.KEEP, by=by)
            sentence = "C’est noté : le dossier est gardé."
        elif act == "effacer":
            doors.answer(row, Answer.ERASE, by=by)
            sentence = "C’est noté : le dossier part au prochain passage."
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence.replace(" :", "\N{NO-BREAK SPACE}:"))
    return redirect("crm_notices_to_call")
