"""The one way in which a form of a file acts: checked, done, told; refused, it comes back as typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request

from crm.journal.refusal import Refused
from crm.journeys.file_panels import user_of
from crm.journeys.models import Journey
from crm.journeys.refused_forms import keep
from crm.people.models import Person
from crm.registers.careful import note_passing_over

from .file import show_file


def answer(
    request: HttpRequest,
    person: Person,
    key: str,
    form: Form,
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Run `act` on what was typed; it returns the sentence to show. Raises nothing.

    `form` carries ids that begin with `key`. Refused, the file is shown again with it.
    """
    if form.is_valid():
        try:
            with transaction.atomic():
                told = act(form.cleaned_data)
                note_passing_over(form, person, by=user_of(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return back(request, person)
    keep(request, key, form)
    return show_file(request, person, status=422)


def back(request: HttpRequest, person: Person) -> HttpResponse:
    """Return to the screen that the form names in `next`, to the file otherwise."""
    return redirect(
        get_valid_next_url_from_request(request) or reverse("crm_person", args=[person.pk])
    )


def living(pk: int) -> Person:
    """The person of a file that may still change, the survivor of one that was merged, or 404.

    What somebody was typing while a colleague merged the file goes where the file went.
    """
    alive = Person.objects.alive().select_related("commune")
    kept = Person.objects.filter(pk=pk).values("merged_into")
    return get_object_or_404(alive.filter(Q(pk=pk) | Q(pk__in=kept)))


def followed(request: HttpRequest, pk: int) -> Journey:
    """A journey that the user may act on, or 404."""
    rows = Journey.objects.seen_by(user_of(request)).select_related("person__commune", "owner")
    return get_object_or_404(
        rows, pk=pk, person__merged_into__isnull=True, person__anonymised_at__isnull=True
    )
