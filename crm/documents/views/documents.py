"""One document: read, shared, replaced, taken back signed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from crm.applications.views.desk_rosters import trail_of
from crm.documents.forms import ReasonForm, SignedForm
from crm.documents.models import Document, DocumentKind
from crm.documents.services import content_of, replace, share, take_signed
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs
from crm.registers.opening import opens

from .session import ADD, VIEW


def document_of(pk: int) -> Document:
    rows = Document.objects.select_related(
        "session__course", "enrolment__application__person", "template", "made_by", "replaces",
        "signed_paper",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)


@require_safe
@needs(VIEW)
@opens("crm_documents.document", "enrolment__application__person")
def document(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, document_of(pk))


def show(
    request: HttpRequest,
    row: Document,
    *,
    reason: ReasonForm | None = None,
    signed: SignedForm | None = None,
) -> HttpResponse:
    """Draw the page of a document, with the form that was refused as it was typed."""
    may = agent(request).has_perm(ADD) and not row.replaced_at and not row.forgotten_at
    comes_back = row.kind == DocumentKind.AGREEMENT and not row.signed_on
    context = {
        "document": row,
        "person": row.enrolment.application.person if row.enrolment else None,
        "replaced_by": Document.objects.filter(replaces=row).defer("facts").first(),
        "may_share": may and not row.shared_at and row.kind != DocumentKind.SHEET,
        "reason_form": (reason or ReasonForm(auto_id="reason-%s")) if may else None,
        "signed_form": (signed or SignedForm(auto_id="signed-%s")) if may and comes_back else None,
        "trail": [
            *trail_of(row.session),
            {"url": reverse("crm_session_documents", args=[row.session_id]), "label": "Documents"},
            {"url": "", "label": f"N° {row.number}"},
        ],
    }
    status = 422 if (reason or signed) else 200
    return render(request, "crm_documents/desk/document.html", context, status=status)


@require_safe
@needs(VIEW)
def document_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the file over. The reading is journalled."""
    row = document_of(pk)
    try:
        content = content_of(row)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_document", pk)
    person = row.enrolment.application.person_id if row.enrolment else None
    record(Action.READ, row, by=agent(request), person_id=person)
    return pdf_answer(content, row.filename)


def pdf_answer(content: bytes, filename: str) -> HttpResponse:
    """A file that the browser neither shows in a page of ours nor keeps."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@needs(VIEW, ADD)
def share_document(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        new = share(document_of(pk), by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = "remis, un courriel le dit" if new else "déjà remis"
        messages.success(request, f"Document {told}.")
    return redirect("crm_document", pk)


@require_POST
@needs(VIEW, ADD)
def replace_document(request: HttpRequest, pk: int) -> HttpResponse:
    row = document_of(pk)
    form = ReasonForm(request.POST, auto_id="reason-%s")
    if form.is_valid():
        try:
            new = replace(row, form.cleaned_data["reason"], by=agent(request))
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"Le n° {row.number} est remplacé par le n° {new.number}.")
            return redirect("crm_document", new.pk)
    return show(request, row, reason=form)


@require_POST
@needs(VIEW, ADD, "crm_papers.add_paper")
def sign_document(request: HttpRequest, pk: int) -> HttpResponse:
    row = document_of(pk)
    form = SignedForm(request.POST, request.FILES, auto_id="signed-%s")
    if form.is_valid():
        try:
            take_signed(row, form.cleaned_data["file"], by=agent(request))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "L’exemplaire signé est au dossier.")
            return redirect("crm_document", pk)
    return show(request, row, signed=form)
