"""The desk of dossiers: made, taken, sent, given by hand, deleted. Each gesture is a POST."""

from __future__ import annotations

from typing import IO, Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.people.reaching import mail_address
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from signin.sudo import recently_confirmed

from ..models import Dossier, DossierState
from . import services
from .forms import FindForm

MAY = "crm_datarights.make_dossier"
PER_PAGE = 25


def trail(*ends: str) -> list[dict[str, str]]:
    first = {"url": reverse("crm_dossiers") if ends else "", "label": "Dossiers remis"}
    return [first, *({"url": "", "label": end} for end in ends)]


@needs(MAY)
@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """Those that are kept, and the way to a person by the number of their file."""
    form = FindForm(request.GET if "number" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("crm_dossier", form.cleaned_data["number"].pk)
    rows = Dossier.objects.select_related("person", "made_by")
    context = {
        "trail": trail(),
        "desk_icon": "lock",
        "form": form,
        "pages": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_datarights/dossier/list.html", context, status=status)


@needs(MAY)
@require_safe
@opens("crm_people.person", "pk")
def dossier_of(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.alive(), pk=pk)
    return shown(request, person)


def shown(request: HttpRequest, person: Person, **told: Any) -> HttpResponse:
    context = {
        "trail": trail(person.file_number),
        "desk_icon": "lock",
        "person": person,
        "dossiers": person.dossiers.select_related("made_by"),
        "reached": mail_address(person),
        "here": reverse("crm_dossier", args=[person.pk]),
    }
    return render(request, "crm_datarights/dossier/person.html", context | told)


def back(request: HttpRequest, person_id: int) -> HttpResponse:
    """Where the gesture was made, or the page of the person's dossiers."""
    to = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure()):
        return redirect(to)
    return redirect("crm_dossier", person_id)


@require_POST
@needs(MAY)
@recently_confirmed
def make(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.alive(), pk=pk)
    try:
        row = services.make_dossier(person, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if row.state == DossierState.READY:
            messages.success(request, "Le dossier est prêt.")
        else:
            messages.info(request, "Le dossier se prépare : il sera prêt dans quelques minutes.")
    return back(request, pk)


def _row(pk: int) -> Dossier:
    return get_object_or_404(Dossier.objects.select_related("person"), pk=pk)


@require_POST
@needs(MAY)
@recently_confirmed
def download(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(pk)
    try:
        content = services.read(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return back(request, row.person_id)
    return as_file(content, f"dossier-{row.person.file_number}.zip")


def as_file(content: IO[bytes], name: str) -> HttpResponse:
    """Handed over, never shown by the browser, never kept by it."""
    # A streamed answer is no HttpResponse to the types, and is one to everything else.
    answer: Any = FileResponse(
        content, as_attachment=True, filename=name, content_type="application/zip"
    )
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", answer)


@require_POST
@needs(MAY)
@recently_confirmed
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """The page that answers holds the code: it is told once, and kept nowhere."""
    row = _row(pk)
    try:
        code = services.send(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return back(request, row.person_id)
    return shown(request, row.person, code=f"{code[:4]} {code[4:]}")


@require_POST
@needs(MAY)
@recently_confirmed
def give(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(pk)
    try:
        services.note_as_handed(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Remise notée.")
    return back(request, row.person_id)


@require_POST
@needs(MAY)
@recently_confirmed
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(pk)
    if services.drop(row, by=agent(request)):
        messages.success(request, "Le fichier est supprimé.")
    return back(request, row.person_id)
