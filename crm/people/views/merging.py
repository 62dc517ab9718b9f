"""Two files side by side, what making them one would change, then one confirmation."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from crm.journal.refusal import Refused
from crm.people.merging.forms import MergeForm
from crm.people.merging.services import merge, preview
from crm.people.models import DuplicatePair, Person
from crm.people.reading import note_reading
from crm.people.search import people_matching
from crm.registers.access import needs
from crm.registers.opening import opens

from .duplicates import RIGHTS
from .finding import SearchForm
from .identity import trail_of

AT_MOST = 20


@needs(*RIGHTS)
@require_safe
@opens("crm_people.person", "pk")
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the other file of somebody: those that look alike first, then what is typed."""
    person = get_object_or_404(Person.objects.select_related("commune"), pk=pk)
    if person.merged_into_id:
        return redirect("crm_merge_choose", person.merged_into_id)
    form = SearchForm(request.GET)
    form.is_valid()
    typed = form.cleaned_data.get("q", "")
    found = people_matching(typed).exclude(pk=pk).select_related("commune").with_contacts()
    pairs = DuplicatePair.objects.to_review().of(person).select_related("first", "second")
    context = {
        "person": person,
        "typed": typed,
        "too_long": "q" in form.errors,
        "found": found[:AT_MOST],
        "alike": [
            (pair.second if pair.first_id == pk else pair.first, pair.reason) for pair in pairs
        ],
        "trail": trail_of(person, "Fusionner"),
    }
    return render(request, "crm_people/merge_choose.html", context)


@needs(*RIGHTS)
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """What each file says. The button says what to do: `preview`, then `merge`, or `edit` again."""
    rows = Person.objects.select_related("commune").prefetch_related("contact_points")
    one, two = get_object_or_404(rows, pk=pk), get_object_or_404(rows, pk=other)
    if ended := next((row for row in (one, two) if row.merged_into_id), None):
        messages.info(request, f"Le dossier n° {ended.file_number} a déjà été fusionné.")
        return redirect("crm_person", ended.merged_into_id)
    if one.pk == two.pk or one.anonymised_at or two.anonymised_at:
        messages.error(
            request, "Un dossier ne se fusionne ni avec lui-même, ni une fois anonymisé."
        )
        return redirect("crm_person", one.pk)
    first, second = sorted([one, two], key=lambda row: (row.created_at, row.pk))
    by = cast("User", request.user)
    for person in (first, second):
        note_reading(person, by)
    if "edit" in request.POST:
        return _ask(request, MergeForm(first, second, initial=request.POST.dict()))
    form = MergeForm(first, second, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _done(request, form) if "merge" in request.POST else _announce(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _ask(request, form)


def _ask(request: HttpRequest, form: MergeForm) -> HttpResponse:
    first, second = form.sides.values()
    context = {"form": form, "first": first, "second": second, "trail": _trail("Comparer")}
    status = 422 if form.is_bound else 200
    return render(request, "crm_people/merge.html", context, status=status)


def _announce(request: HttpRequest, form: MergeForm) -> HttpResponse:
    kept, ended = form.kept_and_ended()
    found = preview(kept, ended, choices=form.choices(), by=cast("User", request.user))
    context = {
        "form": form,
        "kept": kept,
        "ended": ended,
        "preview": found,
        "told": form.told(),
        "trail": _trail("Confirmer"),
    }
    return render(request, "crm_people/merge_confirm.html", context)


def _done(request: HttpRequest, form: MergeForm) -> HttpResponse:
    kept, ended = form.kept_and_ended()
    merge(kept, ended, choices=form.choices(), by=cast("User", request.user))
    messages.success(
        request,
        f"Le dossier n° {ended.file_number} est fusionné : tout est au dossier n° {kept.file_number}.",
    )
    return redirect("crm_person", kept.pk)


def _trail(label: str) -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_duplicates"), "label": "Doublons"},
        {"url": "", "label": label},
    ]
