"""The addresses of a file that was merged lead to the one that stayed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from crm.people.models import Person


def kept_in_place_of(pk: int) -> int | None:
    """Return the file that stayed, None when this one was not merged."""
    rows = Person.objects.filter(pk=pk, merged_into__isnull=False)
    return rows.values_list("merged_into", flat=True).first()


def moved(request: HttpRequest, name: str, kept: int) -> HttpResponse:
    messages.info(request, "Ce dossier a été fusionné : voici celui qui reste.")
    return redirect(name, kept)
