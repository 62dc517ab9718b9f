"""The funder's file: who cannot be sent first, then why it leaves, then the file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.funding.models import Operation, Transmission
from crm.funding.transmissions import prepare, transmit
from crm.funding.workbooks import workbook
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs
from crm.registers.forms import ExportForm
from crm.registers.opening import opens
from crm.registers.spreadsheets import CONTENT_TYPES, XLSX
from signin.sudo import recently_confirmed

from .desk_operations import trail

MAY = ("crm_funding.view_operation", "crm_funding.export_participation")


@needs(*MAY)
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
@opens("crm_funding.operation")
def prepare_file(request: HttpRequest, pk: int) -> HttpResponse:
    operation = get_object_or_404(Operation, pk=pk)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = transmit(operation, form.cleaned_data["purpose"], by=agent(request))
        except Refused as refusal:
            form.add_error("purpose", str(refusal))
        else:
            messages.success(
                request, "Les lignes transmises sont verrouillées : téléchargez le fichier."
            )
            return redirect(f"{reverse('crm_operation', args=[pk])}#sent-{sent.pk}")
    context = {
        "trail": trail((reverse("crm_operation", args=[pk]), operation.label), ("", "Transmettre")),
        "operation": operation,
        "found": prepare(operation),
        "form": form,
    }
    return render(request, "crm_funding/desk/transmit.html", context)


@needs(*MAY)
@recently_confirmed(file=True)
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a transmission, its rows as they left. Each download is journalled."""
    sent = get_object_or_404(Transmission.objects.select_related("operation"), pk=pk)
    record(Action.EXPORTED, sent, by=agent(request), reason=f"Téléchargement : {sent.purpose}")
    made = workbook(sent, prepare(sent.operation).rejected)
    name = f"participants-{sent.operation.convention_no}-{timezone.localdate(sent.at):%Y-%m-%d}"
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
    return HttpResponse(
        made,
        content_type=CONTENT_TYPES[XLSX],
        headers={
            "Content-Disposition": f'attachment; filename="{safe}.xlsx"',
            "Cache-Control": "no-store",
        },
    )
