"""The texts that people read, at the desk: which, where, since when, what changed, and the next version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.compliance.processing import activities_with
from crm.compliance.public_forms import forms_with
from crm.compliance.wording_forms import VersionForm
from crm.compliance.wordings import difference, held_by_version, texts
from crm.consents.models import Wording
from crm.consents.services import current_wording
from crm.consents.writing import add_version
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs

READ = "crm_consents.view_wording"
WRITE = "crm_consents.add_wording"
LABEL = "Textes d’information"


def _trail(*labels: tuple[str, str]) -> list[dict[str, str]]:
    steps = [(reverse("crm_wordings"), LABEL), *labels]
    return [
        {"url": "" if rank == len(steps) else url, "label": label}
        for rank, (url, label) in enumerate(steps, 1)
    ]


def _versions(code: str) -> list[Wording]:
    rows = list(Wording.objects.filter(code=code).order_by("-version"))
    if not rows:
        raise Http404
    return rows


@needs(READ)
@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """Every text, the version of today, the forms under which it stands."""
    today = timezone.localdate()
    context = {
        "trail": _trail(),
        "desk_icon": "doc-full",
        "rows": [(text, text.current(today)) for text in texts()],
    }
    return render(request, "crm_compliance/wordings.html", context)


@needs(READ)
@require_safe
def wording(request: HttpRequest, code: str) -> HttpResponse:
    """One text: today's version, and each one beside what it changed."""
    rows = _versions(code)
    held = held_by_version()
    before = {row.version: row.text for row in rows}
    context: dict[str, Any] = {
        "trail": _trail(("", code)),
        "desk_icon": "doc-full",
        "code": code,
        "now": current_wording(code),
        "today": timezone.localdate(),
        "forms": forms_with(code),
        "activities": activities_with(code),
        "versions": [
            {
                "row": row,
                "held": held[row.pk],
                "changes": list(difference(before[row.version - 1], row.text))
                if row.version - 1 in before
                else None,
            }
            for row in rows
        ],
    }
    return render(request, "crm_compliance/wording.html", context)


@needs(READ, WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: HttpRequest, code: str) -> HttpResponse:
    """Write the next version: the former one stays, with all that holds it."""
    last = _versions(code)[0]
    form = VersionForm(request.POST if request.method == "POST" else None, last=last)
    if form.is_valid():
        try:
            row = add_version(code, by=agent(request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, f"La version {row.version} est enregistrée.")
            return redirect("crm_wording", code)
    context = {
        "trail": _trail((reverse("crm_wording", args=[code]), code), ("", "Nouvelle version")),
        "desk_icon": "doc-full",
        "code": code,
        "forms": forms_with(code),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_compliance/new_version.html", context, status=status)
