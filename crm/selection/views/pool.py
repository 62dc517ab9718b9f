"""Those who wait for a session, studied for one of them in a click."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import Application
from crm.registers.access import agent, needs
from crm.registers.words import counted
from crm.selection.pool import Done, sessions_to_come, study_for, waiting_for_a_session
from training.models import Session

from .sessions import SEE

A_PAGE = 25


class PoolForm(forms.Form):
    """A session, and those who are to be studied for it."""

    session = forms.ModelChoiceField(
        label="Session",
        queryset=Session.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": "Cette session ne reçoit plus de candidature."},
    )
    application = forms.ModelMultipleChoiceField(
        queryset=Application.objects.none(),
        error_messages={
            "required": "Cochez au moins une candidature.",
            "invalid_choice": "Une des candidatures cochées n’attend plus de session.",
            "invalid_list": "Une des candidatures cochées n’attend plus de session.",
            "invalid_pk_value": "Une des candidatures cochées n’attend plus de session.",
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["session"].queryset = sessions_to_come(timezone.localdate())  # type: ignore[attr-defined]
        self.fields["application"].queryset = waiting_for_a_session()  # type: ignore[attr-defined]


@needs(*SEE)
def pool(request: HttpRequest) -> HttpResponse:
    form = PoolForm(request.POST or None)
    if request.method == "POST":
        return _study(request, form)
    return _show(request, form)


@needs("crm_applications.decide_application")
def _study(request: HttpRequest, form: PoolForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form, status=422)
    session = form.cleaned_data["session"]
    done = study_for(form.cleaned_data["application"], session, by=agent(request))
    _tell(request, done, str(session))
    return redirect("crm_pool")


def _tell(request: HttpRequest, done: Done, session: str) -> None:
    if done.studied:
        told = counted(len(done.studied), "candidature", feminine=True).capitalize()
        messages.success(request, f"{told} à l’étude pour « {session} ».")
    for row, why in done.refused:
        messages.warning(request, f"{row.person} : {why}")


def _show(request: HttpRequest, form: PoolForm, status: int = 200) -> HttpResponse:
    pages = Paginator(waiting_for_a_session(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "pages": pages,
        "ticked": set(form.data.getlist("application")) if form.is_bound else set(),  # type: ignore[attr-defined]
        "sessions": list(sessions_to_come(timezone.localdate())),
        "may_study": agent(request).has_perm("crm_applications.decide_application"),
        "base": "?",
        "trail": [
            {"url": reverse("crm_selection"), "label": "Sélection"},
            {"url": "", "label": "Sans session"},
        ],
    }
    return render(request, "crm_selection/pool.html", context, status=status)
