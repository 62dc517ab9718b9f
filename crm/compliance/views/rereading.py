"""The notes drawn this month, for the data protection officer."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from crm.compliance.models import Rereading, Verdict
from crm.compliance.rereading import judge as judge_note
from crm.compliance.rereading import note_reading, without_name
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs

READ = "crm_compliance.view_rereading"
CHANGE = "crm_compliance.change_rereading"
A_PAGE = 20


@needs(READ)
@require_safe
def rereading(request: HttpRequest) -> HttpResponse:
    """What is still to be read; a note says no name, its file is a number."""
    rows = Rereading.objects.with_notes().waiting()
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = list(pages.object_list)
    note_reading(shown, agent(request))
    context = {
        "pages": pages,
        "notes": [(row, without_name(row)) for row in shown],
        "done": Rereading.objects.exclude(verdict="").count(),
        "again": Rereading.objects.filter(verdict=Verdict.AGAIN).count(),
        "changes": agent(request).has_perm(CHANGE),
        "trail": [{"url": "", "label": "Notes à relire"}],
        "desk_icon": "edit",
    }
    return render(request, "crm_compliance/rereading.html", context)


@require_POST
@needs(READ, CHANGE)
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Rereading.objects.with_notes(), pk=pk)
    said = request.POST.get("verdict", "")
    if said not in Verdict.values:
        messages.error(request, "Choisissez « convenable » ou « à reprendre ».")
        return redirect("crm_rereading")
    try:
        judge_note(row, Verdict(said), by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = {
            Verdict.FINE: "Note jugée convenable.",
            Verdict.AGAIN: "Une tâche demande à son auteur de la reprendre.",
        }
        messages.success(request, told[Verdict(said)])
    return redirect("crm_rereading")
