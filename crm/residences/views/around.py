"""Around residences: the agreements' files, their text, and what each funder pays."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs
from crm.registers.spreadsheets import CONTENT_TYPES, CSV, stream
from crm.residences import agreements, aid
from crm.residences.drawing import draw, trial_facts
from crm.residences.forms_around import TemplateForm
from crm.residences.models import Agreement, AgreementTemplate, AidNature, Residence
from crm.residences.texts import FIELDS
from editorial.cells import defuse

from .answers import pdf_answer
from .desk import READ, TRAIL

TEMPLATE = "crm_residences.view_agreementtemplate"
WRITE = "crm_residences.add_agreementtemplate"
EXPORT = "crm_residences.export_residence"


@require_safe
@needs(*READ)
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of an agreement, as it was issued."""
    row = get_object_or_404(Agreement.objects.select_related("residence"), pk=pk)
    try:
        content = agreements.content_of(row)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_residence", row.residence_id)
    record(Action.READ, row, by=agent(request), person_id=row.residence.person_id)
    return pdf_answer(content, f"convention-residence-{row.number}.pdf")


@needs(TEMPLATE)
def agreement_text(request: HttpRequest) -> HttpResponse:
    """The last version of the text, and the form that writes the next one."""
    current = agreements.current_template()
    may = agent(request).has_perm(WRITE)
    form = TemplateForm(request.POST) if request.method == "POST" and may else None
    if form is not None and form.is_valid():
        if "preview" in request.POST:
            return _trial(form)
        try:
            written = agreements.write_version(
                form.texts(), after=form.cleaned_data["version"], by=agent(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            told = f"Version {written.version} écrite, les prochaines conventions la suivent."
            messages.success(request, told)
            return redirect("crm_residence_text")
    context = {
        "template": current,
        "versions": AgreementTemplate.objects.select_related("written_by"),
        "form": (form or TemplateForm.of(current)) if may else None,
        "fields": FIELDS,
        "trail": [
            TRAIL | {"url": reverse("crm_residences")},
            {"url": "", "label": "Texte de la convention"},
        ],
    }
    status = 422 if form is not None else 200
    return render(request, "crm_residences/desk/text.html", context, status=status)


def _trial(form: TemplateForm) -> HttpResponse:
    """What the next version would look like, with invented facts. Nothing is kept."""
    row = AgreementTemplate(version=form.cleaned_data["version"] + 1, **form.texts())
    return pdf_answer(draw(row, trial_facts(), "", timezone.localdate()), "essai-convention.pdf")


def asked_year(request: HttpRequest) -> int:
    """The year asked for; this one, unless told something that is one."""
    typed = request.GET.get("annee", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else 0
    return year if 1900 <= year <= 2200 else timezone.localdate().year


def years() -> list[int]:
    """The years in which a residence begins, the latest first."""
    found = Residence.objects.order_by().dates("starts_on", "year", order="DESC")
    return [day.year for day in found]


@require_safe
@needs(EXPORT)
def aid_table(request: HttpRequest) -> HttpResponse:
    """What each funder pays, by nature, for the residences that begin in a year."""
    year = asked_year(request)
    rows = aid.by_funder(date(year, 1, 1), date(year, 12, 31))
    context = {
        "year": year,
        "years": years(),
        "natures": [nature.label for nature in AidNature],
        "lines": [
            {
                "funder": row.funder,
                "residences": row.residences,
                "cents": [row.cents.get(nature.value, 0) for nature in AidNature],
                "total": row.total,
            }
            for row in rows
        ],
        "totals": [sum(row.cents.get(nature.value, 0) for row in rows) for nature in AidNature],
        "total": sum(row.total for row in rows),
        "trail": [
            TRAIL | {"url": reverse("crm_residences")},
            {"url": "", "label": "Aides par financeur"},
        ],
    }
    return render(request, "crm_residences/desk/aid.html", context)


@require_safe
@needs(EXPORT)
def aid_csv(request: HttpRequest) -> HttpResponse:
    """The same table as a spreadsheet: no name of anybody, no cell that runs."""
    year = asked_year(request)
    rows = aid.by_funder(date(year, 1, 1), date(year, 12, 31))
    headings = [
        "Financeur",
        "Résidences",
        *[nature.label.capitalize() for nature in AidNature],
        "Total",
    ]
    lines = (
        [defuse(row.funder), row.residences]
        + [_euros(row.cents.get(nature.value, 0)) for nature in AidNature]
        + [_euros(row.total)]
        for row in rows
    )
    record(Action.EXPORTED, agent(request), by=agent(request), fields=["funder", "cents"])
    content = b"".join(stream(CSV, headings, lines))
    response = HttpResponse(content, content_type=CONTENT_TYPES[CSV])
    response["Content-Disposition"] = f'attachment; filename="aides-residences-{year}.csv"'
    return response


def _euros(cents: int) -> str:
    """« 1250,50 », a number for a French spreadsheet."""
    return f"{cents // 100},{cents % 100:02}"
