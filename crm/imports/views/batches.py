"""An import from its preview to its end: look, decide, confirm, give up, take back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.imports import removing, services, spreadsheets
from crm.imports.forms import DecisionsForm
from crm.imports.models import BatchState, Decision, ImportBatch, Verdict
from crm.imports.states import progress_of
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from crm.registers.words import counted
from signin.sudo import recently_confirmed

from .giving import CSV, IMPORT, attached, batch_of, trail_of

A_PAGE = 50
AT_WORK = {BatchState.CHECKING, BatchState.CONFIRMED}
# Seconds after which the page of an import at work asks for news.
AGAIN = 3
SHOWN_AS = {
    Verdict.NEW: "Nouvelles",
    Verdict.CHANGED: "Complétées",
    Verdict.LIKE: "Ressemblantes",
    Verdict.REFUSED: "Refusées",
    Verdict.SAME: "Inchangées",
}


@needs(*IMPORT)
@opens("crm_imports.importbatch")
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    one = batch_of(request, pk)
    if one.state == BatchState.UPLOADED:
        return redirect("crm_import_columns", one.pk)
    if one.state in AT_WORK:
        return _wait(request, one)
    if one.state == BatchState.CHECKED:
        return _preview(request, one)
    return _result(request, one)


def _wait(request: HttpRequest, one: ImportBatch) -> HttpResponse:
    done = progress_of(one) if one.state == BatchState.CONFIRMED else 0
    waited = timezone.now() - one.queued_at if one.queued_at else None
    context = {
        "batch": one,
        "done": done,
        "stuck": waited is not None and waited > services.CUT_OFF_AFTER,
        "trail": trail_of(str(one)),
    }
    response = render(request, "crm_imports/wait.html", context)
    # Without a script; the page also has a link for whom reloads by hand.
    response.headers["Refresh"] = str(AGAIN)
    return response


def _preview(
    request: HttpRequest, one: ImportBatch, form: DecisionsForm | None = None
) -> HttpResponse:
    verdict = request.GET.get("lignes", "")
    if verdict not in Verdict.values:
        verdict = next((each for each in SHOWN_AS if one.counts.get(each)), Verdict.NEW)
    rows = one.lines.filter(verdict=verdict).select_related("person__commune")
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    resembling = list(pages) if verdict == Verdict.LIKE else []
    form = form or DecisionsForm(one, resembling)
    lines = [
        (line, form[f"ligne-{line.number}"] if verdict == Verdict.LIKE else None) for line in pages
    ]
    context: dict[str, Any] = {
        "batch": one,
        "tabs": [(each.value, label, one.counts.get(each, 0)) for each, label in SHOWN_AS.items()],
        "verdict": verdict,
        "lines": lines,
        "pages": pages,
        "form": form,
        "will": _will(one),
        "mine": one.uploaded_by_id == agent(request).pk,
        "to_correct": one.counts.get(Verdict.REFUSED, 0) + one.counts.get(Verdict.LIKE, 0),
        "trail": trail_of(str(one)),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "crm_imports/preview.html", context, status=status)


def _will(one: ImportBatch) -> dict[str, int]:
    """How many files the confirmation would open, complete and leave, the decisions being what they are."""
    like = one.lines.filter(verdict=Verdict.LIKE).values_list("decision").annotate(Count("pk"))
    said = dict.fromkeys(Decision.values, 0)
    for decision, count in like.order_by():
        said[decision or one.resembling] += count
    counts = one.counts
    return {
        "open": counts.get(Verdict.NEW, 0) + said[Decision.OPEN],
        "complete": counts.get(Verdict.CHANGED, 0) + said[Decision.ATTACH],
        "aside": said[Decision.ASIDE],
        "refused": counts.get(Verdict.REFUSED, 0),
        "same": counts.get(Verdict.SAME, 0),
    }


def _result(request: HttpRequest, one: ImportBatch) -> HttpResponse:
    created = one.traces.filter(created=True, object_type="crm_people.person")
    pages = Paginator(
        created.select_related("person__commune").order_by("number", "pk"), A_PAGE
    ).get_page(request.GET.get("page"))
    done = one.state == BatchState.DONE
    context = {
        "batch": one,
        "pages": pages,
        "left": one.lines.count(),
        "hanging": removing.hanging(one) if done else "",
        "opened": pages.paginator.count,
        "trail": trail_of(str(one)),
    }
    return render(request, "crm_imports/result.html", context)


@require_POST
@needs(*IMPORT)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was decided of the lines of the page that was shown."""
    one = batch_of(request, pk)
    numbers = [
        int(name.removeprefix("ligne-"))
        for name in request.POST
        if name.startswith("ligne-") and name.removeprefix("ligne-").isdecimal() and len(name) < 16
    ]
    shown = list(one.lines.filter(verdict=Verdict.LIKE, number__in=numbers[:A_PAGE]))
    form = DecisionsForm(one, shown, request.POST)
    if one.state == BatchState.CHECKED and not form.is_valid():
        messages.error(request, "Une réponse n’a pas été comprise : choisissez dans les listes.")
    elif one.state == BatchState.CHECKED:
        services.decide(one, form.cleaned_data["resembling"], form.decisions, by=agent(request))
        messages.success(request, "Décisions gardées.")
    return redirect(_back(request, one))


def _back(request: HttpRequest, one: ImportBatch) -> str:
    page = request.POST.get("page", "")
    query = f"?lignes={Verdict.LIKE.value}" + (f"&page={page}" if page.isdecimal() else "")
    return reverse("crm_import", args=[one.pk]) + query


@require_POST
@needs(*IMPORT)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    one = batch_of(request, pk)
    try:
        services.confirm(one, request.POST.get("token", ""), by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("crm_import", one.pk)


@require_POST
@needs(*IMPORT)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    one = batch_of(request, pk)
    try:
        services.discard(one, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_import", one.pk)
    messages.success(request, f"Import de « {one} » abandonné : rien n’a été écrit.")
    return redirect("crm_imports")


@require_POST
@needs(*IMPORT)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop what is being written: all or nothing, so nothing."""
    one = batch_of(request, pk)
    try:
        services.stop(one, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "L’arrêt est demandé : rien ne sera écrit.")
    return redirect("crm_import", one.pk)


@require_POST
@needs(*IMPORT)
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over again what nobody took."""
    one = batch_of(request, pk)
    if services.take_up(one, timezone.now()):
        messages.success(request, "L’import est relancé.")
    return redirect("crm_import", one.pk)


@require_POST
@needs(*IMPORT)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    one = batch_of(request, pk)
    try:
        gone = removing.remove(one, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = counted(gone, "dossier supprimé", "dossiers supprimés").capitalize()
        messages.success(request, f"Import retiré. {told}.")
    return redirect("crm_import", one.pk)


@needs(*IMPORT)
@recently_confirmed(file=True)
def refused_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines to correct, in a file that can be imported again."""
    one = batch_of(request, pk)
    rows = list(spreadsheets.refused_rows(one))
    record(
        Action.EXPORTED, one, by=agent(request), reason=f"{len(rows) - 1} lignes à corriger, csv",
        fields=["lines"],
    )  # fmt: skip
    return attached(spreadsheets.as_csv(rows), "lignes-a-corriger", CSV)
