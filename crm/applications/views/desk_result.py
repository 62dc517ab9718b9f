"""One distance module of one trainee, from its hand-in to the hours that count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.applications.attendance import credit_module
from crm.applications.attendance.corrections import correct_result, undo_result
from crm.applications.attendance.modules import (
    evidence_of,
    hand_in,
    keep_work,
    return_work,
)
from crm.applications.attendance.rules import is_locked
from crm.applications.calendar.whose import enrolment_for
from crm.applications.calendar.windows import windows_of
from crm.applications.forms_modules import DeskHandInForm, HoursForm, WordForm
from crm.applications.models import Enrolment, ModuleResult, SignedBy
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs, refuse
from crm.registers.careful import note_passing_over
from crm.registers.opening import opens
from training.models import Module

from .desk_attendance import handed_over
from .desk_rosters import trail_of

RIGHTS = ("crm_applications.view_roster", "crm_applications.add_attendance")
CORRECT = "crm_applications.correct_attendance"
VALIDATE, RETURN, HAND_IN, UNDO, HOURS = "valider", "reprendre", "rendre", "annuler", "corriger"


def _found(request: HttpRequest, pk: int, module: int) -> tuple[Enrolment, Module]:
    enrolment = enrolment_for(agent(request), pk)
    course = enrolment.roster.session.course_id
    return enrolment, get_object_or_404(Module, pk=module, course=course, kind="distance")


def _result(enrolment: Enrolment, module: Module) -> ModuleResult | None:
    rows = ModuleResult.objects.select_related("module", "paper", "validated_by", "enrolment")
    return rows.prefetch_related("corrections__by").filter(
        enrolment=enrolment, module=module
    ).first()  # fmt: skip


def _forms(posted: Any = None, files: Any = None, act: str = "") -> dict[str, forms.Form]:
    """The forms of the page; the one that was posted is bound."""

    def made(kind: type[forms.Form], *names: str) -> forms.Form:
        mine = act in names
        return kind(posted if mine else None, files if mine else None, auto_id=f"{names[0]}-%s")

    return {
        "word_form": made(WordForm, VALIDATE, RETURN),
        "hand_in_form": made(DeskHandInForm, HAND_IN),
        "hours_form": made(HoursForm, HOURS),
    }


@needs(*RIGHTS)
@opens("crm_applications.enrolment", "application__person")
def module_result(request: HttpRequest, pk: int, module: int) -> HttpResponse:
    """One module of one trainee: what was handed in, what the trainer said, the hours that count."""
    enrolment, taught = _found(request, pk, module)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if request.method == "POST" and act not in ACTS:
        raise Http404
    told = _forms(request.POST, request.FILES, act)
    if act:
        name, do = ACTS[act]
        form = told.get(name)
        if form is None or form.is_valid():
            try:
                said = do(request, enrolment, taught, form)
            except Refused as refusal:
                if form is None:
                    messages.error(request, str(refusal))
                else:
                    form.add_error(None, str(refusal))
            else:
                if form is not None:
                    note_passing_over(form, enrolment.application.person, by=agent(request))
                messages.success(request, said)
                return redirect("crm_module_result", pk, module)
    return _shown(request, enrolment, taught, told)


def _shown(
    request: HttpRequest, enrolment: Enrolment, taught: Module, told: dict[str, forms.Form]
) -> HttpResponse:
    session, result = enrolment.roster.session, _result(enrolment, taught)
    context: dict[str, Any] = {
        **told,
        "enrolment": enrolment,
        "person": enrolment.application.person,
        "module": taught,
        "session": session,
        "window": windows_of(session).get(taught.pk),
        "result": result,
        "evidence": evidence_of(session.course),
        "locked": bool(result and result.validated_at and is_locked(result, timezone.now())),
        "trail": [
            *trail_of(session),
            {"url": reverse("crm_modules", args=[session.pk]), "label": "Modules à distance"},
            {"url": "", "label": f"Module {taught.number}"},
        ],
    }
    status = 422 if any(form.errors for form in told.values()) else 200
    return render(request, "crm_applications/desk/module_result.html", context, status=status)


def _hand_in(request: HttpRequest, enrolment: Enrolment, module: Module, form: Any) -> str:
    with transaction.atomic():
        by = agent(request)
        paper = keep_work(enrolment, module, form.cleaned_data["file"], by=by)
        hand_in(enrolment, module, how=SignedBy.DESK, paper=paper, by=by)
    return f"Module {module.number} rendu."


def _validate(request: HttpRequest, enrolment: Enrolment, module: Module, form: Any) -> str:
    credit_module(enrolment, module, comment=form.cleaned_data["comment"], by=agent(request))
    return f"Module {module.number} validé."


def _return(request: HttpRequest, enrolment: Enrolment, module: Module, form: Any) -> str:
    result = _result(enrolment, module)
    if result is None:
        raise Refused("Rien n’a été rendu pour ce module.")
    return_work(result, form.cleaned_data["comment"], by=agent(request))
    return f"Module {module.number} à reprendre."


def _undo(request: HttpRequest, enrolment: Enrolment, module: Module, form: Any) -> str:
    result = _result(enrolment, module)
    if result is None:
        raise Refused("Cette validation est déjà annulée.")
    undo_result(result, by=agent(request))
    return "Validation annulée."


def _correct(request: HttpRequest, enrolment: Enrolment, module: Module, form: Any) -> str:
    if not agent(request).has_perm(CORRECT):
        refuse(request, (CORRECT,))
    result = _result(enrolment, module)
    if result is None:
        raise Refused("Ce module n’est pas validé.")
    said = form.cleaned_data
    correct_result(result, hours=said["hours"], reason=said["reason"], by=agent(request))
    return "Heures corrigées. La validation d’origine reste lisible."


Act = Callable[[HttpRequest, Enrolment, Module, Any], str]
ACTS: dict[str, tuple[str, Act]] = {
    VALIDATE: ("word_form", _validate),
    RETURN: ("word_form", _return),
    HAND_IN: ("hand_in_form", _hand_in),
    UNDO: ("", _undo),
    HOURS: ("hours_form", _correct),
}


@require_safe
@needs(*RIGHTS)
def read_work(request: HttpRequest, pk: int, module: int) -> HttpResponse:
    """Hand over the work of a module, to whoever teaches its session. The reading is journalled."""
    enrolment, taught = _found(request, pk, module)
    result = _result(enrolment, taught)
    if result is None or result.paper is None:
        raise Http404
    try:
        content = result.paper.file.open("rb")
    except FileNotFoundError:
        messages.error(request, "Le fichier de ce travail est introuvable.")
        return redirect("crm_module_result", pk, module)
    record(Action.READ, result.paper, by=agent(request), person_id=enrolment.application.person_id)
    return handed_over(content, result.paper.name, result.paper.content_type)
