"""One participant: the three moments, what was answered, what is waited for and what may be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.funding import sheets
from crm.funding.answers import correct, why_closed
from crm.funding.conclusions import conclude, note_attempt
from crm.funding.forms import AttemptForm, ConcludeForm, ReasonForm
from crm.funding.letters import invite
from crm.funding.models import Conclusion, Means, Moment, Participation
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs

from .desk_operations import trail

VIEW = ("crm_people.read_file", "crm_funding.view_participation")
CHANGE = (*VIEW, "crm_funding.change_participation")
APART = "crm_funding.view_sensitiveanswers"


def found(pk: int) -> Participation:
    rows = Participation.objects.select_related("person__commune", "operation")
    return get_object_or_404(rows, pk=pk, person__merged_into__isnull=True)


def moment_of(slug: str) -> Moment:
    if slug not in Moment.values:
        raise Http404
    return Moment(slug)


@needs(*VIEW)
@require_safe
def participation(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def show(
    request: HttpRequest, row: Participation, refused: dict[str, Form] | None = None
) -> HttpResponse:
    """Draw the page, with the form that was refused. The answers apart are shown when asked for, and journalled."""
    user, day, kept = agent(request), timezone.localdate(), refused or {}
    apart = user.has_perm(APART)
    shown_apart = apart and request.GET.get("sensibles") == "oui"
    record(
        Action.READ, row, by=user, person_id=row.person_id,
        fields=["sensitive_answers"] if shown_apart else [],
    )  # fmt: skip
    parts = []
    for part in sheets.parts(row, day, apart=shown_apart):
        key = part.moment.value
        parts.append(
            {
                "part": part,
                "reason": kept.get(f"reason-{key}") or ReasonForm(auto_id=f"reason-{key}-%s"),
                "attempt": kept.get(f"attempt-{key}")
                or AttemptForm(auto_id=f"attempt-{key}-%s", initial={"on": day}),
                "conclude": kept.get(f"conclude-{key}")
                or ConcludeForm(auto_id=f"conclude-{key}-%s"),
            }
        )
    context = {
        "trail": trail(
            (reverse("crm_operation", args=[row.operation_id]), row.operation.label),
            ("", str(row.person)),
        ),
        "row": row,
        "person": row.person,
        "parts": parts,
        "spells": row.spells.select_related("session__course"),
        "may_see_apart": apart,
        "shown_apart": shown_apart,
        "may_change": user.has_perm("crm_funding.change_participation")
        and not row.operation.historical
        and not row.person.anonymised_at,
    }
    return render(
        request, "crm_funding/desk/participation.html", context, status=422 if kept else 200
    )


def act(
    request: HttpRequest,
    row: Participation,
    key: str,
    form: Form,
    do: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Do what a form says; refused, the page comes back with it."""
    if form.is_valid():
        try:
            told = do(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("crm_participation", row.pk)
    return show(request, row, {key: form})


@require_POST
@needs(*CHANGE)
def send_link(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    """Write to the person again, with a new link to the form."""
    row, asked, now = found(pk), moment_of(moment), timezone.now()
    if closed := why_closed(row, asked, timezone.localdate(now)):
        messages.error(request, closed)
    elif invite(row, asked, again=f"{now:%Y%m%d%H%M}", at=now):
        record(Action.CHANGED, row, by=agent(request), person_id=row.person_id, fields=["letter"])
        messages.success(request, "Un courriel part avec le lien du questionnaire.")
    else:
        messages.error(request, "Aucune adresse électronique ne joint cette personne : appelez-la.")
    return redirect("crm_participation", pk)


@require_POST
@needs(*CHANGE)
def open_correction(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    row, asked = found(pk), moment_of(moment)
    form = ReasonForm(request.POST, auto_id=f"reason-{asked}-%s")

    def do(told: dict[str, Any]) -> str:
        correct(row, asked, told["reason"], by=agent(request))
        return "Correction ouverte : relisez chaque étape, puis signez."

    return act(request, row, f"reason-{asked}", form, do)


@require_POST
@needs(*CHANGE)
def attempt(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    row, asked = found(pk), moment_of(moment)
    form = AttemptForm(request.POST, auto_id=f"attempt-{asked}-%s")

    def do(told: dict[str, Any]) -> str:
        note_attempt(row, asked, told["on"], Means(told["means"]), by=agent(request))
        return "Tentative notée."

    return act(request, row, f"attempt-{asked}", form, do)


@require_POST
@needs(*CHANGE)
def close_form(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    row, asked = found(pk), moment_of(moment)
    form = ConcludeForm(request.POST, auto_id=f"conclude-{asked}-%s")

    def do(told: dict[str, Any]) -> str:
        written = conclude(row, asked, Conclusion(told["conclusion"]), by=agent(request))
        return f"Questionnaire clos : {written.get_conclusion_display()}."

    return act(request, row, f"conclude-{asked}", form, do)
