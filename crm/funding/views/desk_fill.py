"""A form filled with its person, on the telephone or across the desk, in the same steps as theirs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from crm.funding.answers import save_step, sign, why_closed
from crm.funding.filling import Filling
from crm.funding.forms import DeskSignForm, StepForm
from crm.funding.models import Source
from crm.journal.refusal import Refused
from crm.papers.models import Paper
from crm.registers.access import agent, needs
from crm.registers.opening import opens

from .desk_operations import trail
from .desk_participation import APART, CHANGE, found, moment_of


# Whoever fills a form reads its block apart again before it is signed: one right goes with the other.
@needs(*CHANGE, APART)
@require_http_methods(["GET", "HEAD", "POST"])
@opens("crm_funding.participation", "person")
def fill(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    row = found(pk)
    filling = Filling(row, moment_of(moment))
    closed = why_closed(row, filling.moment, timezone.localdate())
    if closed or filling.signed or row.person.anonymised_at:
        messages.error(
            request,
            closed or "Ce questionnaire est signé\N{NO-BREAK SPACE}: il se corrige avec un motif.",
        )
        return redirect("crm_participation", pk)
    number = _step(request, filling)
    form = _form(request, filling, number, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, filling, number, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, filling, number, form)


def _step(request: HttpRequest, filling: Filling) -> int:
    asked = request.GET.get("etape", "")
    start = filling.start()
    return min(int(asked), start) if asked.isdecimal() and 1 <= int(asked[:3]) <= 99 else start


def _form(
    request: HttpRequest, filling: Filling, number: int, data: Any
) -> StepForm | DeskSignForm:
    if number > len(filling.steps):
        papers = Paper.objects.filter(person=filling.row.person_id).readable_by(agent(request))
        return DeskSignForm(papers, data, initial={"name": str(filling.row.person)})
    step = filling.steps[number - 1]
    return StepForm(step, data, known=filling.known(step))


def _keep(
    request: HttpRequest, filling: Filling, number: int, form: StepForm | DeskSignForm
) -> HttpResponse:
    row, by = filling.row, agent(request)
    if isinstance(form, StepForm):
        save_step(
            row, filling.moment, form.answers(), sensitive=form.step.sensitive,
            source=Source.ADVISOR, by=by,
        )  # fmt: skip
        address = reverse("crm_participation_fill", args=[row.pk, filling.moment])
        return redirect(f"{address}?etape={number + 1}")
    if filling.draft:
        told = form.cleaned_data
        sign(filling.draft, told["name"], source=Source(told["source"]), paper=told["paper"], by=by)
    messages.success(request, f"Questionnaire signé : {filling.moment.label}.")
    return redirect("crm_participation", row.pk)


def _page(
    request: HttpRequest, filling: Filling, number: int, form: StepForm | DeskSignForm
) -> HttpResponse:
    row, signing = filling.row, number > len(filling.steps)
    context = {
        "trail": trail(
            (reverse("crm_operation", args=[row.operation_id]), row.operation.label),
            (reverse("crm_participation", args=[row.pk]), str(row.person)),
            ("", filling.moment.label.capitalize()),
        ),
        "row": row,
        "filling": filling,
        "form": form,
        "number": number,
        "last": len(filling.steps) + 1,
        "step": None if signing else filling.steps[number - 1],
        "recap": filling.recap() if signing else [],
    }
    status = 422 if form.errors else 200
    return render(request, "crm_funding/desk/fill.html", context, status=status)
