"""The papers of somebody, in their file."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.journeys.file_panels import user_of
from crm.journeys.refused_forms import form_for
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise, together

from .forms import PaperForm
from .models import Paper


@stepwise
def papers(request: HttpRequest, person: Person) -> Steps[SafeString]:
    user = user_of(request)
    if not user.has_perm("crm_papers.view_paper"):
        return SafeString("")
    rows = Paper.objects.filter(person=person).select_related("added_by")
    readable, kept = yield from together(
        [first(rows.readable_by(user)), first(rows.kept_from(user))]
    )
    context = {
        "person": person,
        "papers": readable.rows,
        "hidden": kept.rows,
        "form": form_for(request, "paper", PaperForm),
    }
    return render_to_string("crm_papers/panel.html", context, request)
