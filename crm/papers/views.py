from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from crm.journal.models import Action
from crm.journal.services import record
from crm.journeys.file_panels import user_of
from crm.journeys.views.acting import answer, living
from crm.registers.access import needs
from crm.registers.opening import opens

from .forms import PaperForm
from .models import Paper
from .services import add_paper, remove_paper

READ = "crm_people.read_file"


@require_POST
@needs(READ, "crm_papers.add_paper")
def new_paper(request: HttpRequest, pk: int) -> HttpResponse:
    person = living(pk)
    form = PaperForm(request.POST, request.FILES, auto_id="paper-%s")

    def act(told: dict[str, Any]) -> str:
        paper = add_paper(person, **form.answers(), by=user_of(request))
        return f"Pièce ajoutée : {paper}."

    return answer(request, person, "paper", form, act)


def _paper(request: HttpRequest, pk: int, paper: int) -> Paper:
    """A paper of this person that the user may read, or 404."""
    rows = Paper.objects.readable_by(user_of(request)).select_related("person", "added_by")
    return get_object_or_404(
        rows,
        pk=paper,
        person=pk,
        person__merged_into__isnull=True,
        person__anonymised_at__isnull=True,
    )


@require_safe
@needs(READ, "crm_papers.view_paper")
def read_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Hand over the file, never shown by the browser, never kept by it. The reading is journalled."""
    row = _paper(request, pk, paper)
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        messages.error(request, f"Le fichier de cette pièce est introuvable : {row}.")
        return redirect("crm_person", pk)
    record(Action.READ, row, by=user_of(request), person_id=row.person_id)
    # A streamed answer is no HttpResponse to the types, and is one to everything else.
    answer: Any = FileResponse(
        content, as_attachment=True, filename=row.name, content_type=row.content_type
    )
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", answer)


@needs(READ, "crm_papers.delete_paper")
@opens("crm_people.person", "pk")
def drop_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Ask first, take away on POST."""
    row = _paper(request, pk, paper)
    if request.method == "POST":
        remove_paper(row, by=user_of(request))
        messages.success(request, f"Pièce retirée : {row}.")
        return redirect("crm_person", pk)
    context = {
        "paper": row,
        "trail": [
            {"url": reverse("crm_search"), "label": "Personnes"},
            {"url": reverse("crm_person", args=[pk]), "label": str(row.person)},
            {"url": "", "label": "Retirer une pièce"},
        ],
    }
    return render(request, "crm_papers/drop.html", context)
