"""One registration: who comes, what happened to it, and what puts an end to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.checkin.calls import refused
from crm.checkin.forms import ReasonForm
from crm.checkin.history import steps_of
from crm.checkin.models import CallBack
from crm.checkin.opening import is_running
from crm.checkin.rolls import drawn
from crm.checkin.taking_out import cancel, take_person_out
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.refused_forms import form_for, keep
from crm.registers.access import agent, needs
from crm.registrations.models import LIVE, Participant, Registration
from crm.waiting.models import WaitEntry
from editorial.plugins import FORUM_EDITION

from .common import CHANGE, ICON, SEE, found, trail_of


@require_safe
@needs(SEE)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def show(request: HttpRequest, row: Registration, status: int = 200) -> HttpResponse:
    """Draw a registration. The reading is journalled."""
    user = agent(request)
    record(Action.READ, row, by=user, person_id=row.person_id)
    people = list(drawn(Participant.objects.filter(registration=row)).order_by("rank"))
    entry = WaitEntry.objects.of(FORUM_EDITION, str(row.edition_id)).filter(reference=str(row.pk))
    live = row.state in LIVE
    context = {
        "row": row,
        "people": [(one, form_for(request, f"leave-{one.pk}", ReasonForm)) for one in people],
        "coming": sum(one.left_at is None for one in people),
        "waits": entry.order_by("-pk").first() if row.state in {"waitlisted", "offered"} else None,
        "history": steps_of(row),
        "live": live,
        "may": live and user.has_perms(CHANGE),
        "may_file": user.has_perms(
            ["crm_checkin.add_callback", "crm_people.add_person", "crm_people.read_file"]
        ),
        "call": CallBack.objects.filter(registration=row).select_related("by").first(),
        "call_refused": refused(row),
        "running": is_running(row.edition, timezone.now()),
        "cancel_form": form_for(request, "cancel", ReasonForm),
        "desk_icon": ICON,
        "trail": trail_of(row.edition, str(row)),
    }
    return render(request, "crm_checkin/desk/registration.html", context, status=status)


@require_POST
@needs(*CHANGE)
def cancel_it(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    form = ReasonForm(request.POST, auto_id="cancel-%s")
    if form.is_valid():
        try:
            cancel(row, reason=form.cleaned_data["reason"], by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "L’inscription est annulée, ses places sont libres.")
            return redirect("crm_forum_registration", pk)
    keep(request, "cancel", form)
    return show(request, found(pk), status=422)


@require_POST
@needs(*CHANGE)
def take_out(request: HttpRequest, pk: int, who: int) -> HttpResponse:
    """One of the group does not come any more."""
    row = found(pk)
    one = get_object_or_404(Participant, pk=who, registration=row)
    form = ReasonForm(request.POST, auto_id=f"leave-{who}-%s")
    if form.is_valid():
        try:
            take_person_out(one, reason=form.cleaned_data["reason"], by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{one} ne vient plus, sa place est libre.")
            return redirect("crm_forum_registration", pk)
    keep(request, f"leave-{who}", form)
    return show(request, found(pk), status=422)
