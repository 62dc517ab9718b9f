"""The desk of statements: a month at a glance, one statement, and what is done with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.refused_forms import form_for, keep
from crm.people.models import Person
from crm.people.reaching import mail_address
from crm.registers.access import agent, needs
from crm.registers.calendar import add_months
from crm.registers.forms import ExportForm
from crm.registers.opening import opens
from crm.registers.words import counted
from signin.sudo import recently_confirmed

from ..models import MonthStatement
from . import doors, months
from .forms import CancelForm
from .overview import DUE, MOVED, NOTHING, Month, month_of
from .paper import draw, told
from .treasury import as_csv

SEE = "crm_workspaces.view_monthstatement"
ISSUE = "crm_workspaces.add_monthstatement"
CHANGE = "crm_workspaces.change_monthstatement"
EXPORT = "crm_workspaces.export_monthstatement"


def asked_month(request: HttpRequest) -> date:
    """The month of the address; the last one that is over unless told."""
    last_over = add_months(months.first_of(timezone.localdate()), -1)
    return months.read(request.GET.get("mois", "")) or last_over


def address(month: date) -> str:
    return f"{reverse('crm_statements')}?mois={month:%Y-%m}"


@require_safe
@needs(SEE)
def month_list(request: HttpRequest) -> HttpResponse:
    month, today = asked_month(request), timezone.localdate()
    found, trouble = Month([]), ""
    try:
        found = month_of(month)
    except Refused as refusal:
        trouble = str(refusal)
    context = {
        "month": month,
        "name": months.written(month),
        "found": found,
        "trouble": trouble,
        "due": found.counted(DUE),
        "moved": found.counted(MOVED),
        "nothing": found.counted(NOTHING),
        "over": months.is_over(month, today),
        "earlier": address(add_months(month, -1)),
        "later": address(add_months(month, 1)) if month < months.first_of(today) else "",
        "trail": [{"url": "", "label": "Relevés du télécentre"}],
    }
    return render(request, "crm_workspaces/statements/month.html", context)


@require_safe
@needs(SEE)
@opens("crm_workspaces.monthstatement", "person")
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def found(pk: int) -> MonthStatement:
    rows = MonthStatement.objects.select_related("person", "issued_by", "replaces", "replaced_by")
    return get_object_or_404(rows, pk=pk)


def show(request: HttpRequest, row: MonthStatement, status: int = 200) -> HttpResponse:
    context = told(row) | {
        "reachable": bool(mail_address(row.person)),
        "intact": doors.digest_of(row) == row.digest,
        "followed_by": getattr(row, "replaced_by", None),
        "cancel_form": form_for(request, "cancel", CancelForm),
        "trail": [
            {"url": address(row.month), "label": "Relevés du télécentre"},
            {"url": "", "label": f"N° {row.number}"},
        ],
    }
    return render(request, "crm_workspaces/statements/statement.html", context, status=status)


@require_safe
@needs(SEE)
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    record(Action.READ, row, by=agent(request), person_id=row.person_id)
    return pdf_answer(row)


def pdf_answer(row: MonthStatement) -> HttpResponse:
    """A file that the browser neither shows in a page of ours nor keeps."""
    return HttpResponse(
        draw(row),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{row.filename}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


@needs(SEE, EXPORT)
@recently_confirmed(file=True)
@require_http_methods(["GET", "HEAD", "POST"])
def treasury(request: HttpRequest) -> HttpResponse:
    """The file of a month for the treasury: why first, then a line of the journal and the file."""
    month, user = asked_month(request), agent(request)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask_why(request, form, month)
    told = f"Relevés du télécentre, {months.written(month)} : {form.cleaned_data['purpose']}"
    record(Action.EXPORTED, user, by=user, reason=told)
    return HttpResponse(
        as_csv(month),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="releves-{month:%Y-%m}.csv"'},
    )


def _ask_why(request: HttpRequest, form: ExportForm, month: date) -> HttpResponse:
    back = f"{reverse('crm_statements')}?mois={month:%Y-%m}"
    context = {
        "form": form,
        "count": MonthStatement.objects.filter(month=month).count(),
        "kind": "csv",
        "name": "relevés du télécentre",
        "filters": ["month"],
        "action": request.get_full_path(),
        "back": back,
        "desk_icon": "download",
        "trail": [{"url": back, "label": "Relevés"}, {"url": "", "label": "Exporter"}],
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_registers/export.html", context, status=status)


def _posted_month(request: HttpRequest) -> date:
    month = months.read(request.POST.get("mois", ""))
    if month is None:
        raise Http404
    return month


@require_POST
@needs(SEE, ISSUE)
def issue_all(request: HttpRequest) -> HttpResponse:
    month = _posted_month(request)
    if not months.is_over(month, timezone.localdate()):
        messages.error(
            request, "Ce mois n’est pas fini\u00a0: les relevés s’émettent après le dernier jour."
        )
        return redirect(address(month))
    try:
        told = doors.issue_all(month, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address(month))
    for person, why in told.refused:
        messages.error(request, f"{person}\u00a0: {why}")
    made = counted(len(told.made), "relevé émis", "relevés émis").capitalize()
    messages.success(request, f"{made}.")
    return redirect(address(month))


@require_POST
@needs(SEE, ISSUE)
def issue_one(request: HttpRequest, pk: int) -> HttpResponse:
    person, month = get_object_or_404(Person.objects.alive(), pk=pk), _posted_month(request)
    try:
        row = doors.issue(person, month, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address(month))
    messages.success(request, f"Relevé n° {row.number} de {person} émis.")
    return redirect("crm_statement", row.pk)


@require_POST
@needs(SEE, CHANGE)
def send_all(request: HttpRequest) -> HttpResponse:
    month = _posted_month(request)
    sent, refused = doors.send_all(month, by=agent(request))
    for why in refused:
        messages.warning(request, why)
    messages.success(request, f"{counted(sent, 'relevé envoyé', 'relevés envoyés').capitalize()}.")
    return redirect(address(month))


@require_POST
@needs(SEE, CHANGE)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    try:
        doors.send(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Relevé envoyé à {row.person}.")
    return redirect("crm_statement", pk)


@require_POST
@needs(SEE, CHANGE)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel, and issue the right one at once when something is owed still."""
    row = found(pk)
    form = CancelForm(request.POST, auto_id="cancel-%s")
    if form.is_valid():
        try:
            new = _cancelled(request, row, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Relevé n° {row.number} annulé.")
            return redirect("crm_statement", new.pk if new else pk)
    keep(request, "cancel", form)
    return show(request, found(pk), status=422)


def _cancelled(
    request: HttpRequest, row: MonthStatement, said: dict[str, Any]
) -> MonthStatement | None:
    corrects = request.POST.get("act") == "corriger"
    door = doors.correct if corrects else doors.cancel
    done = door(row, said["reason"], by=agent(request))
    return done if corrects else None
