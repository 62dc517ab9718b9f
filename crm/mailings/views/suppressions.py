"""Addresses set aside: looked up, added, lifted. None is listed: only their traces are kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from crm.consents import suppression
from crm.consents.models import Suppression, SuppressionReason
from crm.journal.refusal import Refused
from crm.mailings import setting_aside
from crm.mailings.forms import AddressForm, LiftForm, SuppressForm, scopes
from crm.registers.access import agent, needs
from crm.registers.words import counted

# Looked up by POST, so that no address stands in the address bar nor in a server's log.
CHECK, ADD = "check", "add"


@needs("crm_consents.view_suppression")
def suppressions(request: HttpRequest) -> HttpResponse:
    check, add = AddressForm(auto_id="check-%s"), SuppressForm(auto_id="add-%s")
    if request.method != "POST":
        return _shown(request, check, add)
    if request.POST.get("act") == CHECK:
        check = AddressForm(request.POST, auto_id="check-%s")
        if check.is_valid():
            return _shown(request, check, add, looked_up=check.cleaned_data["address"])
        return _shown(request, check, add, status=422)
    return _added(request, check)


@needs("crm_consents.view_suppression", "crm_consents.add_suppression")
def _added(request: HttpRequest, check: AddressForm) -> HttpResponse:
    form = SuppressForm(request.POST, auto_id="add-%s")
    if not form.is_valid():
        return _shown(request, check, form, status=422)
    told = form.cleaned_data
    setting_aside.set_aside(
        told["address"], told["scope"], SuppressionReason(told["reason"]), by=agent(request)
    )
    messages.success(request, f"{told['address']} est écartée dès maintenant.")
    return redirect("crm_suppressions")


def _shown(
    request: HttpRequest,
    check: AddressForm,
    add: SuppressForm,
    *,
    looked_up: str = "",
    status: int = 200,
) -> HttpResponse:
    count = Suppression.objects.count()
    context: dict[str, Any] = {
        "check": check,
        "add": add,
        "looked_up": looked_up,
        "found": _found(looked_up) if looked_up else [],
        "count": counted(count, "adresse écartée", "adresses écartées", feminine=True)
        if count
        else "aucune adresse écartée",
        "trail": [{"url": "", "label": "Adresses écartées"}],
        "desk_icon": "no-view",
    }
    return render(request, "crm_mailings/desk/suppressions.html", context, status=status)


def _found(address: str) -> list[tuple[Suppression, str]]:
    labels = dict(scopes())
    return [(row, labels.get(row.scope, row.scope)) for row in suppression.about(address)]


@require_POST
@needs("crm_consents.view_suppression", "crm_consents.delete_suppression")
def lift(request: HttpRequest) -> HttpResponse:
    form = LiftForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Cette adresse n’a pas été comprise\u00a0: rien n’a changé.")
        return redirect("crm_suppressions")
    told = form.cleaned_data
    try:
        setting_aside.lift(told["address"], told["scope"], by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            f"{told['address']} n’est plus écartée. Elle ne reçoit un envoi que si elle y consent.",
        )
    return redirect("crm_suppressions")
