"""The templates of documents: their versions, the next one, and how it would look."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.documents.drawing import draw
from crm.documents.forms import TemplateForm
from crm.documents.models import DocumentKind, DocumentTemplate
from crm.documents.templates_door import current_template, write_version
from crm.documents.texts import FIELDS
from crm.documents.trial import trial_facts
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs

from .documents import pdf_answer

VIEW, ADD = "crm_documents.view_documenttemplate", "crm_documents.add_documenttemplate"


def kind_of(value: str) -> DocumentKind:
    try:
        return DocumentKind(value)
    except ValueError as error:
        raise Http404 from error


@require_safe
@needs(VIEW)
def document_templates(request: HttpRequest) -> HttpResponse:
    """Every kind with its last version."""
    last: dict[str, DocumentTemplate] = {}
    for row in DocumentTemplate.objects.select_related("written_by").order_by("version"):
        last[row.kind] = row
    context = {
        "templates": [last[kind] for kind in DocumentKind if kind in last],
        "trail": [{"url": "", "label": "Modèles de documents"}],
    }
    return render(request, "crm_documents/desk/templates.html", context)


@needs(VIEW)
def document_template(request: HttpRequest, kind: str) -> HttpResponse:
    """The last version, and the form that writes the next one."""
    found = kind_of(kind)
    current = current_template(found)
    may = agent(request).has_perm(ADD)
    form = TemplateForm(request.POST) if request.method == "POST" and may else None
    if form is not None and form.is_valid():
        if "preview" in request.POST:
            return trial(found, form)
        try:
            written = write_version(
                found, **{key: form.cleaned_data[key] for key in ("title", "opening", "closing", "why")},
                after=form.cleaned_data["version"], by=agent(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"Version {written.version} écrite, les prochains documents la suivent."
            )
            return redirect("crm_document_template", kind)
    rows = DocumentTemplate.objects.filter(kind=found).select_related("written_by")
    context = {
        "template": current,
        "versions": rows,
        "form": (form or TemplateForm.of(current)) if may else None,
        "fields": FIELDS,
        "trail": [
            {"url": reverse("crm_document_templates"), "label": "Modèles de documents"},
            {"url": "", "label": str(found.label).capitalize()},
        ],
    }
    status = 422 if form is not None else 200
    return render(request, "crm_documents/desk/template.html", context, status=status)


def trial(kind: DocumentKind, form: TemplateForm) -> HttpResponse:
    """What the next version would look like, with invented facts. Nothing is kept."""
    said = form.cleaned_data
    row = DocumentTemplate(
        kind=kind, version=said["version"] + 1, title=said["title"], opening=said["opening"],
        closing=said["closing"],
    )  # fmt: skip
    content = draw(row, trial_facts(kind), "", timezone.localdate())
    return pdf_answer(content, f"essai-{kind}.pdf")
