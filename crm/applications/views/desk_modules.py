"""The grid of distance modules of a session, and on what evidence they count."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from crm.applications.attendance import PRESENT_IN, credit_module
from crm.applications.attendance.modules import (
    evidence_of,
    set_evidence,
)
from crm.applications.calendar.windows import distance_modules, windows_of
from crm.applications.forms_modules import EvidenceForm
from crm.applications.forms_roster import ModulesForm
from crm.applications.groups import enrolments_of, validated_in
from crm.applications.models import Evidence, ModuleResult
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from crm.registers.words import counted

from .desk_rosters import session_of, trail_of

RIGHTS = ("crm_applications.view_roster", "crm_applications.add_attendance")


@needs(*RIGHTS)
@opens("training.session")
def modules(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid of distance modules, a box a trainee and module."""
    session = session_of(request, pk)
    taught = distance_modules(session)
    rows = [row for row in enrolments_of(session) if row.state in PRESENT_IN]
    done = validated_in(session)
    form = ModulesForm(rows, taught, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            told = _credit(form, done, request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("crm_modules", pk)
    ticked = form.ticked()
    evidence = evidence_of(session.course)
    context = {
        "session": session,
        "form": form,
        "modules": taught,
        "windows": windows_of(session),
        "evidence": evidence,
        "evidence_form": EvidenceForm(initial={"evidence": evidence}, auto_id="evidence-%s"),
        "lines": [
            (row, [
                (module, f"{row.pk}-{module.pk}", done.get((row.pk, module.pk)),
                 f"{row.pk}-{module.pk}" in ticked)
                for module in taught
            ])
            for row in rows
        ],
        "trail": [*trail_of(session), {"url": "", "label": "Modules à distance"}],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "crm_applications/desk/modules.html", context, status=status)


@transaction.atomic
def _credit(
    form: ModulesForm, done: dict[tuple[int, int], ModuleResult], request: HttpRequest
) -> str:
    new = 0
    for enrolment, module in form.cleaned_data["validated"]:
        known = done.get((enrolment.pk, module.pk))
        if known is None or known.validated_at is None:
            credit_module(enrolment, module, by=agent(request))
            new += 1
    if not new:
        return "Rien de nouveau dans cette grille."
    return f"{counted(new, 'module')} validé{'s' if new > 1 else ''}.".capitalize()


@require_POST
@needs("crm_applications.view_roster", "crm_applications.change_roster")
def choose_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    form = EvidenceForm(request.POST)
    if form.is_valid():
        set_evidence(session.course, Evidence(form.cleaned_data["evidence"]), by=agent(request))
        messages.success(request, "La règle vaut pour les travaux rendus à partir de maintenant.")
    else:
        messages.error(request, "Choisissez quand les heures comptent.")
    return redirect("crm_modules", pk)
