"""What is done to a dispatch: tried on oneself, cancelled, taken up again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.mailings import launching
from crm.press import dispatching
from crm.press.forms import ReasonForm, ToForm
from crm.press.release_text import plan_of
from crm.registers.access import agent, needs

from .sending import READ, dispatch_of, draft_of, show_dispatch


@require_POST
@needs(*READ, "crm_press.change_releasedispatch")
def send_test(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter to an agent, marked as a test: no journalist receives it."""
    row, now = dispatch_of(pk), timezone.now()
    form = ToForm(request.POST, auto_id="to-%s")
    if form.is_valid() and row.release is not None:
        held = dispatching.readiness(row, now).held
        try:
            launching.send_test(
                plan_of(draft_of(row, row.release, held)),
                form.cleaned_data["to"],
                by=agent(request),
                at=now,
            )
        except Refused as refusal:
            form.add_error("to", str(refusal))
        else:
            messages.success(request, f"L’essai part vers {form.cleaned_data['to']}.")
            return redirect("crm_press_dispatch", row.pk)
    return show_dispatch(request, row, to_form=form)


@require_POST
@needs(*READ, "crm_press.change_releasedispatch")
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = dispatch_of(pk), ReasonForm(request.POST, auto_id="cancel-%s")
    if form.is_valid():
        try:
            dispatching.cancel(row, form.cleaned_data["reason"], by=agent(request))
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "L’envoi est annulé\u00a0: rien ne partira.")
            return redirect("crm_press_dispatch", row.pk)
    return show_dispatch(request, row, cancel_form=form)


@require_POST
@needs(*READ, "crm_press.change_releasedispatch")
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    row = dispatch_of(pk)
    try:
        dispatching.take_up(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "L’envoi est de nouveau prévu.")
    return redirect("crm_press_dispatch", row.pk)
