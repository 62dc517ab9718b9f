"""The register of requests, one screen for each, and what comes in by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from crm.datarights import clock, found
from crm.datarights.forms.asking import IntakeForm
from crm.datarights.forms.handling import (
    AskIdentityForm,
    AttachForm,
    BecauseForm,
    CloseForm,
    EstablishForm,
    ExtendForm,
    RectifiedForm,
    RequestFilter,
    WithdrawForm,
)
from crm.datarights.intake import register
from crm.datarights.models import Channel, RightsRequest
from crm.datarights.register import RequestResource, years
from crm.datarights.services import same_address
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.refused_forms import form_for
from crm.people.models import Person
from crm.people.reaching import mail_address
from crm.people.restriction import sentence
from crm.privacy.holding import why_held
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over
from crm.registers.forms import ExportForm
from crm.registers.spreadsheets import CONTENT_TYPES, CSV, XLSX, stream
from signin.sudo import recently_confirmed

READ = "crm_datarights.view_rightsrequest"
CHANGE = (READ, "crm_datarights.change_rightsrequest")
ADD = "crm_datarights.add_rightsrequest"
EXPORT = (READ, "crm_datarights.export_rightsrequest")
A_PAGE = 25


def trail(*more: tuple[str, str]) -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_rights"), "label": "Demandes"},
        *({"url": url, "label": label} for label, url in more),
    ]


def asked_for(form: RequestFilter) -> QuerySet[RightsRequest]:
    """The requests that a filter asks for, what it does not understand left aside."""
    form.is_valid()
    told, rows = form.cleaned_data, RightsRequest.objects.soonest_first()
    state, subject = told.get("etat", ""), told.get("nature", "")
    if state == "ouvertes":
        rows = rows.open()
    elif state == "retard":
        rows = rows.late(timezone.localdate())
    elif state:
        rows = rows.filter(state=state)
    return rows.filter(subject=subject) if subject else rows


@needs(READ)
def requests(request: HttpRequest) -> HttpResponse:
    """What waits, the nearest last day first; then what is over. Above, how many a year and in how long."""
    form = RequestFilter(request.GET)
    today = timezone.localdate()
    pages = Paginator(asked_for(form), A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "pages": pages,
        "base": f"?{kept.urlencode()}&" if kept else "?",
        "today": today,
        "late": RightsRequest.objects.late(today).count(),
        "years": years(),
        "restricted": Person.objects.alive().filter(restricted_at__isnull=False).count(),
        "exports": agent(request).has_perms(EXPORT),
        "kept": kept.urlencode(),
        "trail": [{"url": "", "label": "Demandes"}],
        "desk_icon": "lock",
    }
    return render(request, "crm_datarights/desk/list.html", context)


@needs(ADD)
def new(request: HttpRequest) -> HttpResponse:
    """A request that came by telephone, by post, by e-mail or at the desk, noted by whoever was told."""
    form = IntakeForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            with transaction.atomic():
                row = register(
                    form.asked(), Channel(told["channel"]), told["on"], by=agent(request)
                )
                note_passing_over(form, row, by=agent(request), is_person=False)
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            due = f"{row.due_on:%d/%m/%Y}"
            messages.success(
                request,
                f"Demande {row.reference} enregistrée, à répondre avant le {due}. "
                "Le délégué à la protection des données s’en occupe.",
            )
            if agent(request).has_perm(READ):
                return redirect("crm_rights_request", row.pk)
            return redirect("crm_rights_new")
    reads = agent(request).has_perm(READ)
    context = {
        "form": form,
        "trail": trail(("Nouvelle", "")) if reads else [{"url": "", "label": "Demande de droits"}],
        "desk_icon": "lock",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "crm_datarights/desk/new.html", context, status=status)


@needs(READ)
def one_request(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, row_of(pk))


def row_of(pk: int) -> RightsRequest:
    return get_object_or_404(RightsRequest.objects.select_related("registered_by"), pk=pk)


def show(request: HttpRequest, row: RightsRequest, status: int = 200) -> HttpResponse:
    """Draw a request, with the refused forms that the request keeps. The reading is journalled."""
    people = [link.person for link in row.files.select_related("person")]
    record(Action.READ, row, by=agent(request), person_id=people[0].pk if people else None)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "row": row,
        "late": row.is_open and row.due_on < today,
        "handles": row.is_open and agent(request).has_perms(CHANGE),
        "files": [_file(request, row, person) for person in people],
        "likely": [one for one in found.likely_files(row) if one not in people]
        if row.is_open
        else [],
        "found": found.found(row) if row.is_open else [],
        "deeds": row.deeds.select_related("person", "by"),
        "extends": clock.may_extend(row, today),
        "first_due": clock.first_due(row.received_at),
        "same_address": same_address(row),
        "attach_form": form_for(request, "attach", AttachForm),
        "establish_form": form_for(request, "establish", EstablishForm),
        "ask_form": form_for(request, "ask", AskIdentityForm),
        "extend_form": form_for(request, "extend", ExtendForm),
        "withdraw_form": form_for(request, "withdraw", WithdrawForm, row=row),
        "close_form": form_for(request, "close", CloseForm),
        "trail": trail((row.reference, "")),
        "desk_icon": "lock",
    }
    return render(request, "crm_datarights/desk/request.html", context, status=status)


def _file(request: HttpRequest, row: RightsRequest, person: Person) -> dict[str, Any]:
    """A file of a request: what holds it, what may be done with it."""
    return {
        "person": person,
        "held": why_held(person, timezone.localdate()) if not person.anonymised_at else "",
        "restricted": sentence(person),
        "known_address": bool(mail_address(person)),
        "dossier": reverse("crm_dossier_make", args=[person.pk]),
        "rectified_form": form_for(request, f"rectified-{person.pk}", RectifiedForm),
        "restrict_form": form_for(request, f"restrict-{person.pk}", BecauseForm),
        "lift_form": form_for(request, f"lift-{person.pk}", BecauseForm),
    }


@needs(*EXPORT)
@recently_confirmed
def export(request: HttpRequest) -> Any:
    """The register as a spreadsheet, without contents; why it leaves is asked first."""
    kind = XLSX if request.GET.get("format") == XLSX else CSV
    rows = asked_for(RequestFilter(request.GET))
    form = ExportForm(request.POST if request.method == "POST" else None)
    count = rows.count()
    if not form.is_valid():
        context = {
            "form": form,
            "count": count,
            "kind": kind,
            "name": "demandes de droits",
            "filters": [name for name in ("etat", "nature") if request.GET.get(name)],
            "action": request.get_full_path(),
            "back": reverse("crm_rights"),
            "trail": trail(("Exporter", "")),
            "desk_icon": "download",
        }
        status = 422 if form.is_bound else 200
        return render(request, "crm_registers/export.html", context, status=status)
    user = agent(request)
    record(
        Action.EXPORTED, user, by=user, fields=[RightsRequest._meta.label_lower],
        reason=f"{count} lignes, {kind} : {form.cleaned_data['purpose']}",
    )  # fmt: skip
    resource = RequestResource()
    name = f"demandes-de-droits-{timezone.localdate():%Y-%m-%d}.{kind}"
    return StreamingHttpResponse(
        stream(kind, resource.headings(), resource.rows(rows)),
        content_type=CONTENT_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
