"""The queue of applications, and the screen where one of them is decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from crm.applications import desk_panels
from crm.applications.balance import balance_of
from crm.applications.decision_letters import TOLD, draft
from crm.applications.forms_desk import DecisionForm, QueueForm, possible
from crm.applications.models import Application, ApplicationState, Coming, Submission
from crm.applications.queue import days_since, is_late, queue, waiting
from crm.applications.services import move
from crm.journal.models import Entry
from crm.journal.refusal import Refused
from crm.letters.services import TOKEN
from crm.people.reading import note_reading
from crm.registers.access import agent, needs
from crm.registers.words import counted, in_words

A_PAGE = 25
READ = ("crm_applications.view_application", "crm_people.read_file")
State = ApplicationState


@needs("crm_applications.view_application")
def application_queue(request: HttpRequest) -> HttpResponse:
    form, now = QueueForm(request.GET, auto_id="filter-%s"), timezone.now()
    pages = Paginator(queue(form.wanted()), A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "filtered": any(kept.values()),
        "pages": pages,
        "rows": [(row, days_since(row, now), is_late(row, now)) for row in pages],
        "base": f"?{kept.urlencode()}&" if kept else "?",
        **_sentence(now),
        "trail": [{"url": "", "label": "Candidatures"}],
    }
    return render(request, "crm_applications/desk/queue.html", context)


def _sentence(now: datetime) -> dict[str, str]:
    """How much waits, in words; "" for what does not."""
    study, review = waiting(now), Submission.objects.to_review().count()
    told = counted(study.total, "candidature", feminine=True).capitalize()
    forms = counted(review, "formulaire").capitalize()
    return {
        "to_study": f"{told} à étudier" if study.total else "",
        "late": in_words(study.late, feminine=True) if study.late else "",
        "to_review": f"{forms} à rapprocher" if review else "",
    }


@needs(*READ)
def application(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    if request.method == "POST":
        return _decide(request, row)
    note_reading(row.person, agent(request))
    return _show(request, row, DecisionForm(row))


def found(pk: int) -> Application:
    """An application that was sent, as its page shows it, or 404."""
    rows = Application.objects.sent().select_related(
        "person", "journey", "session__course", "origin_commune", "decided_by", "submission"
    )
    return get_object_or_404(rows, pk=pk)


def show_again(request: HttpRequest, row: Application) -> HttpResponse:
    """Its page, with the refused form that the request keeps."""
    return _show(request, row, DecisionForm(row), status=422)


@needs("crm_applications.decide_application")
def _decide(request: HttpRequest, row: Application) -> HttpResponse:
    """Check what was typed, show the letter that would leave, then decide when it is confirmed."""
    form = DecisionForm(row, request.POST)
    if not form.is_valid():
        return _show(request, row, form, status=422)
    if "correct" in request.POST:
        return _show(request, row, form)
    state, session = State(form.cleaned_data["state"]), form.chosen_session()
    if state in TOLD and "sent" not in request.POST:
        return _preview(request, row, form, state)
    try:
        move(row, state, by=agent(request), reason=form.cleaned_data["reason"], session=session)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, row, form, status=422)
    messages.success(request, f"Candidature de {row.person} : {state.label}.")
    return redirect("crm_application", row.pk)


def _preview(
    request: HttpRequest, row: Application, form: DecisionForm, state: ApplicationState
) -> HttpResponse:
    session = form.chosen_session() or row.session
    letter = draft(row, state, reason=form.cleaned_data["reason"], session=session)
    context = {
        "application": row,
        "form": form,
        "verb": dict(form.fields["state"].choices)[state],  # type: ignore[attr-defined]
        "letter": letter,
        # The link is made when the letter leaves: nobody here reads the token.
        "body": letter.body.replace(TOKEN, "…"),
        "session": session,
        "trail": [*_trail(row), {"url": "", "label": "Courrier"}],
    }
    return render(request, "crm_applications/desk/preview.html", context)


def _show(
    request: HttpRequest, row: Application, form: DecisionForm, status: int = 200
) -> HttpResponse:
    trail = _trail(row)
    trail[-1]["url"] = ""
    context: dict[str, Any] = {
        "application": row,
        "form": form,
        "may_decide": bool(possible(row))
        and agent(request).has_perm("crm_applications.decide_application"),
        "enrolment": getattr(row, "enrolment", None),
        "moves": _moves(row),
        "coming": Coming.objects.filter(application=row).first(),
        "panels": desk_panels.shown(request, row),
        "trail": trail,
    }
    if row.session:
        context["now"] = balance_of(row.session)
        if State.ADMITTED in possible(row):
            context["then"] = balance_of(row.session, plus=row)
    return render(request, "crm_applications/desk/application.html", context, status=status)


def _moves(row: Application) -> list[tuple[Entry, str, str]]:
    """What was decided of it, the latest first: entry, state, author."""
    entries = Entry.objects.about(row).moves().select_related("actor").order_by("-at", "-pk")
    return [
        (entry, State(entry.after).label, entry.actor.get_full_name() if entry.actor else "")
        for entry in entries
    ]


def _trail(row: Application) -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_applications"), "label": "Candidatures"},
        {"url": reverse("crm_application", args=[row.pk]), "label": str(row.person)},
    ]
