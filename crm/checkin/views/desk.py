"""The Forum at the desk: its editions, one of them on a screen, its waiting lists, its report."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.checkin.attendance import attendance_of, fills_of
from crm.checkin.calls import asked
from crm.checkin.counting import house_of, states_of
from crm.checkin.forms import FreezeForm
from crm.checkin.reporting import carry, page_to_write
from crm.checkin.rolls import coming
from crm.checkin.waits import queues_of
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.refused_forms import form_for, keep
from crm.registers.access import agent, needs
from crm.registrations.models import Registration, Roster
from crm.registrations.seats import lock_roster
from forum.models import Edition

from .common import CHANGE, ICON, SEE, edition_numbered, trail_of

A_FEW = 12


@require_safe
@needs(SEE)
def editions(request: HttpRequest) -> HttpResponse:
    """The editions, the next one first."""
    today = timezone.localdate()
    context = {
        "coming": list(Edition.objects.to_come(today)),
        "past": list(Edition.objects.past(today)),
        "today": today,
        "desk_icon": ICON,
        "trail": trail_of(None),
    }
    return render(request, "crm_checkin/desk/editions.html", context)


@require_safe
@needs(SEE)
def edition(request: HttpRequest, number: int) -> HttpResponse:
    return show(request, edition_numbered(number))


def show(request: HttpRequest, row: Edition, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    states = states_of(row)
    needing = coming(row).exclude(access_needs="").select_related("registration")
    roster = Roster.objects.filter(edition=row).first()
    began = row.starts_on <= today
    context = {
        "edition": row,
        "states": states,
        "people": sum(states.values()) - states["cancelled"],
        "waiting": states["waitlisted"] + states["offered"],
        "house": house_of(row),
        "fills": fills_of(row),
        "needing": list(needing[:A_FEW]),
        "needing_more": max(needing.count() - A_FEW, 0),
        "calls": asked(Registration.objects.filter(edition=row)).count(),
        "roster": roster,
        "attendance": attendance_of(row) if began else None,
        "may_report": row.ends_on <= today and page_to_write(row, agent(request)) is not None,
        "over": row.ends_on < today,
        "freeze_form": form_for(
            request, "freeze", FreezeForm,
            initial={"frozen_at": timezone.localtime(roster.frozen_at) if roster and roster.frozen_at else None},
        ),
        "desk_icon": ICON,
        "trail": trail_of(row),
    }  # fmt: skip
    return render(request, "crm_checkin/desk/edition.html", context, status=status)


@require_POST
@needs(*CHANGE)
def freeze(request: HttpRequest, number: int) -> HttpResponse:
    """Say from when people no longer change their registration by themselves."""
    row = edition_numbered(number)
    form = FreezeForm(request.POST, auto_id="freeze-%s")
    if not form.is_valid():
        keep(request, "freeze", form)
        return show(request, row, status=422)
    with transaction.atomic():
        roster = lock_roster(row)
        roster.frozen_at = form.cleaned_data["frozen_at"]
        roster.save(update_fields=["frozen_at"])
        record(Action.CHANGED, roster, by=agent(request), fields=["frozen_at"])
    messages.success(request, "La date est notée.")
    return redirect("crm_forum_edition", number)


@require_POST
@needs(SEE)
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Carry what was counted into a draft of the page: whoever edits the page decides what becomes of it."""
    row = edition_numbered(number)
    try:
        page = carry(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_forum_edition", number)
    messages.success(
        request, "Le chiffre est dans le brouillon de la page : relisez, puis publiez."
    )
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@require_safe
@needs(SEE)
def waiting(request: HttpRequest, number: int) -> HttpResponse:
    row = edition_numbered(number)
    context = {
        "edition": row,
        "queues": queues_of(row, timezone.now()),
        "desk_icon": ICON,
        "trail": trail_of(row, "Liste d’attente"),
    }
    return render(request, "crm_checkin/desk/waiting.html", context)
