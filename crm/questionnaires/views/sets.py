"""The questions: the version in service of each moment, and the one being prepared."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.questionnaires.forms import IntroductionForm, QuestionForms
from crm.questionnaires.models import Moment, QuestionSet
from crm.questionnaires.sets import current_set, prepare, put_in_service, rewrite
from crm.registers.access import agent, needs

VIEW, ADD = "crm_questionnaires.view_questionset", "crm_questionnaires.add_questionset"
TOLD = ("text", "kind", "choices", "role", "required")


@require_safe
@needs(VIEW)
def question_sets(request: HttpRequest) -> HttpResponse:
    drafts = {row.moment: row for row in QuestionSet.objects.filter(opened_at=None)}
    context = {
        "moments": [(moment, current_set(moment), drafts.get(moment)) for moment in Moment],
        "trail": [*trail(), {"url": "", "label": "Questions"}],
    }
    return render(request, "crm_questionnaires/desk/sets.html", context)


def trail() -> list[dict[str, str]]:
    return [{"url": reverse("crm_questionnaires"), "label": "Questionnaires"}]


@require_POST
@needs(VIEW, ADD)
def prepare_set(request: HttpRequest, moment: str) -> HttpResponse:
    if moment not in Moment.values:
        raise Http404
    try:
        draft = prepare(Moment(moment), by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_question_sets")
    return redirect("crm_question_set", draft.pk)


@needs(VIEW)
def question_set(request: HttpRequest, pk: int) -> HttpResponse:
    """A version: its questions as they are asked, or the form of a draft."""
    row = get_object_or_404(QuestionSet.objects.prefetch_related("questions"), pk=pk)
    writes = agent(request).has_perm(ADD) and row.opened_at is None
    data = request.POST if request.method == "POST" and writes else None
    known = [{name: getattr(one, name) for name in TOLD} for one in row.questions.all()]
    head = IntroductionForm(data, initial={"introduction": row.introduction})
    forms = QuestionForms(data, initial=known, prefix="q")
    if data is not None and head.is_valid() and forms.is_valid():
        told = [_told(form.cleaned_data) for form in forms if form.cleaned_data.get("text")]
        try:
            rewrite(row, head.cleaned_data["introduction"], told, by=agent(request))
        except Refused as refusal:
            head.add_error(None, str(refusal))
        else:
            messages.success(request, "Questions enregistrées.")
            return redirect("crm_question_set", pk)
    context = {
        "set": row,
        "head": head,
        "forms": forms,
        "writes": writes,
        "trail": [
            *trail(),
            {"url": reverse("crm_question_sets"), "label": "Questions"},
            {"url": "", "label": str(row)},
        ],
    }
    return render(request, "crm_questionnaires/desk/set.html", context, status=422 if data else 200)


def _told(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in TOLD}


@require_POST
@needs(VIEW, ADD)
def open_set(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(QuestionSet, pk=pk)
    try:
        put_in_service(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_question_set", pk)
    messages.success(request, f"{row}, en service. Elle ne change plus.")
    return redirect("crm_question_sets")
