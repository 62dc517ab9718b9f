"""The runs at the desk: prepared, read over, signed; then how far they are, and what they did."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from signin.sudo import recently_confirmed

from .. import runs as doors
from ..forms import ExemptForm, SignForm
from ..models import LineState, Run, RunLine, RunState
from ..report import clock_labels, told
from .anonymising import MAY
from .trails import trail

RUNS_A_PAGE, FILES_A_PAGE = 20, 50
# The states of the files of a run that is read over or carried out, in the order of the tabs.
TABS = {
    LineState.TO_DO: "À anonymiser",
    LineState.DONE: "Anonymisés",
    LineState.HELD: "Retenus",
    LineState.EARLY: "Avis en cours",
    LineState.EXEMPTED: "Écartés",
    LineState.SPARED: "Gardés",
    LineState.FAILED: "En échec",
}


def _runs_step() -> tuple[str, str]:
    return reverse("crm_runs"), "Passages"


@needs(MAY)
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """Every run, the latest first."""
    rows = Run.objects.select_related("prepared_by", "signed_by").annotate(
        listed=Count("lines", filter=Q(lines__state=LineState.TO_DO)),
        done=Count("lines", filter=Q(lines__state=LineState.DONE)),
    )
    rows = rows.order_by("-prepared_at", "-pk")
    context = {
        "trail": trail("Passages"),
        "desk_icon": "lock",
        "pages": Paginator(rows, RUNS_A_PAGE).get_page(request.GET.get("page")),
        "under_way": Run.objects.filter(state=RunState.SIGNED).exists(),
    }
    return render(request, "crm_privacy/runs.html", context)


@needs(MAY)
@require_POST
def prepare(request: HttpRequest) -> HttpResponse:
    try:
        run = doors.prepare(by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_runs")
    messages.success(request, "Le passage est préparé. Relisez-le avant de le signer.")
    return redirect("crm_run", run.pk)


@needs(MAY)
@require_safe
@opens("crm_privacy.run")
def run(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, _found(pk), SignForm())


def _found(pk: int) -> Run:
    return get_object_or_404(Run.objects.select_related("prepared_by", "signed_by"), pk=pk)


def _shown(request: HttpRequest, row: Run, form: SignForm, status: int = 200) -> HttpResponse:
    counts = doors.by_state(row)
    tab = _tab(request, counts)
    lines = RunLine.objects.filter(run=row, state=tab).select_related("person")
    total = sum(
        counts.get(state, 0) for state in TABS if state not in {"held", "early", "exempted"}
    )
    labels = clock_labels()
    pages = Paginator(lines, FILES_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "trail": trail(str(row), _runs_step()),
        "desk_icon": "lock",
        "run": row,
        "form": form,
        "tabs": [
            (state, label, counts[state]) for state, label in TABS.items() if counts.get(state)
        ],
        "tab": tab,
        "pages": pages,
        "lines": [(line, labels.get(line.clock, line.clock)) for line in pages],
        "to_do": counts.get(LineState.TO_DO, 0),
        "settled": total - counts.get(LineState.TO_DO, 0),
        "total": total,
        "names": agent(request).has_perm("crm_people.read_file"),
        "report": told(row) if row.state == RunState.DONE else None,
    }
    return render(request, "crm_privacy/run.html", context, status=status)


def _tab(request: HttpRequest, counts: dict[str, int]) -> str:
    wished = request.GET.get("etat", "")
    if counts.get(wished):
        return wished
    return next((state for state in TABS if counts.get(state)), LineState.TO_DO)


@needs(MAY)
@recently_confirmed
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign a run: it starts by itself at the next pass of the scheduler."""
    row, form = _found(pk), SignForm(request.POST)
    if form.is_valid():
        try:
            doors.sign(row, form.cleaned_data["number"], by=agent(request))
        except Refused as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(
                request,
                "Le passage est signé. Il s’exécute seul, dans les minutes qui viennent.",
            )
            return redirect("crm_run", pk)
    return _shown(request, row, form, status=422)


@needs(MAY)
@require_POST
def abandon(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        doors.abandon(_found(pk), by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, "Le passage est abandonné\N{NO-BREAK SPACE}: personne n’a été anonymisé."
        )
    return redirect("crm_runs")


@needs(MAY)
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
@opens("crm_privacy.run")
def exempt(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Take one file out of a run that is read over."""
    row = get_object_or_404(
        RunLine.objects.select_related("run", "person"),
        pk=line, run=pk, state=LineState.TO_DO, run__state=RunState.PREPARED,
    )  # fmt: skip
    form = ExemptForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            doors.exempt(row, said["details"], said["review_on"], by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"Le dossier {row.person.file_number} est écarté de ce passage, et retenu."
            )
            return redirect("crm_run", pk)
    here = (reverse("crm_run", args=[pk]), str(row.run))
    context = {
        "trail": trail("Écarter un dossier", _runs_step(), here),
        "desk_icon": "lock",
        "line": row,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_privacy/exempt.html", context, status=status)


@needs(MAY)
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it was frozen. Numbers alone; the reading is journalled all the same."""
    row = _found(pk)
    if not row.paper:
        raise Http404
    try:
        content = row.paper.open("rb")
    except FileNotFoundError:
        messages.error(request, "Le fichier de ce rapport est introuvable.")
        return redirect("crm_run", pk)
    record(Action.READ, row, by=agent(request))
    name = f"conservation-passage-{row.pk}.pdf"
    answer: Any = FileResponse(
        content, as_attachment=True, filename=name, content_type="application/pdf"
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer  # type: ignore[no-any-return]
