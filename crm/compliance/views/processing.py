"""The register of processing at the desk: read, read over, printed, taken away as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.compliance.models import ProcessingReview
from crm.compliance.processing import ENOUGH
from crm.compliance.processing_forms import ReviewForm
from crm.compliance.processing_reviews import Standing, review, standing, standing_of
from crm.compliance.processing_sheet import HEADINGS, rows
from crm.consents.models import Wording
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.spreadsheets import CONTENT_TYPES, XLSX, stream
from editorial.models import IdentitySettings, LegalSettings

READ = "crm_compliance.view_processingreview"
WRITE = "crm_compliance.add_processingreview"
LABEL = "Registre des traitements"


def _who(request: HttpRequest) -> dict[str, str]:
    """The controller and the officer, as the site's settings name them."""
    identity, legal = IdentitySettings.for_request(request), LegalSettings.for_request(request)
    return {
        "controller": identity.legal_name or identity.name,
        "officer": legal.dpo_contact,
    }


def _found(code: str) -> Standing:
    found = standing_of(code)
    if found is None:
        raise Http404
    return found


def _trail(*after: tuple[str, str]) -> list[dict[str, str]]:
    steps = [(reverse("crm_processing"), LABEL), *after]
    urls = [*(url for url, _ in steps[:-1]), ""]
    return [{"url": url, "label": label} for url, (_, label) in zip(urls, steps, strict=True)]


@needs(READ)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every activity, with its ground and when it was last read over."""
    found = standing()
    context = {
        "trail": _trail(),
        "desk_icon": "list-ul",
        "rows": found,
        "unread": sum(one.review is None for one in found),
        "assessed": sum(one.activity.assessed for one in found),
        **_who(request),
    }
    return render(request, "crm_compliance/processing.html", context)


@needs(READ)
@require_safe
def activity(request: HttpRequest, code: str) -> HttpResponse:
    """One activity whole, the texts that people read about it, and its versions."""
    found = _found(code)
    context = {
        "trail": _trail(("", found.activity.name)),
        "desk_icon": "list-ul",
        "found": found,
        "enough": ENOUGH,
        "notices": _notices(found.activity.notices),
        "versions": ProcessingReview.objects.filter(activity=code).select_related("by"),
        **_who(request),
    }
    return render(request, "crm_compliance/activity.html", context)


def _notices(codes: tuple[str, ...]) -> list[Wording]:
    """The text of today of each code."""
    today: dict[str, Wording] = {}
    holding = Wording.objects.filter(code__in=codes, valid_from__lte=timezone.localdate())
    for row in holding.order_by("version"):
        today[row.code] = row
    return [today[code] for code in codes if code in today]


@needs(READ, WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def read_over(request: HttpRequest, code: str) -> HttpResponse:
    """Say that an activity is right as it stands, or amend it: a version is added, none is lost."""
    found = _found(code)
    form = ReviewForm(request.POST if request.method == "POST" else None, standing=found)
    if form.is_valid():
        told = form.cleaned_data
        try:
            review(code, form.texts, read=told["read"], remark=told["remark"], by=agent(request))
        except Refused as refusal:
            form.add_error("remark", str(refusal))
        else:
            messages.success(request, "Relecture enregistrée, avec sa date et votre nom.")
            return redirect("crm_processing_activity", code)
    context: dict[str, Any] = {
        "trail": _trail(
            (reverse("crm_processing_activity", args=[code]), found.activity.name),
            ("", "Relire"),
        ),
        "desk_icon": "list-ul",
        "found": found,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_compliance/read_over.html", context, status=status)


@needs(READ)
@require_safe
def printable(request: HttpRequest) -> HttpResponse:
    """The register on paper: a sheet an activity."""
    context = {
        "rows": standing(),
        "today": timezone.localdate(),
        **_who(request),
    }
    return render(request, "crm_compliance/processing_paper.html", context)


@needs(READ)
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The register as a workbook. It tells of activities, and names nobody whose data is kept."""
    content = b"".join(stream(XLSX, HEADINGS, rows(standing(), **_who(request))))
    response = HttpResponse(content, content_type=CONTENT_TYPES[XLSX])
    name = f"registre-des-traitements-{timezone.localdate():%Y-%m-%d}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
