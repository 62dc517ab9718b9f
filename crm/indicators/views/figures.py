"""The figures inside the CRM: at a chosen day, beside another day, published by a button."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.people.reading import note_readings
from crm.registers.access import needs

from ..comparing import Reading, published_on, rows
from ..counting import Figures
from ..drill import Behind, behind
from ..forms import FiguresForm, PublishForm, WithdrawForm
from ..kept import figures_on
from ..models import IndicatorSnapshot
from ..services import freeze, publish, withdraw

if TYPE_CHECKING:
    from django.contrib.auth.models import User

READS_FILES = "crm_people.read_file"
TRAIL = [{"url": "", "label": "Chiffres"}]
WAITING_SHOWN = 12


@needs("crm_indicators.view_figures")
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    form = FiguresForm(request.GET if "au" in request.GET else {"au": timezone.localdate()})
    context: dict[str, object] = {
        "trail": TRAIL,
        "desk_icon": "clipboard-list",
        "form": form,
        "publications": IndicatorSnapshot.objects.published().select_related("published_by"),
        "waiting": IndicatorSnapshot.objects.waiting()[:WAITING_SHOWN],
        "withdrawn": IndicatorSnapshot.objects.withdrawn()[:WAITING_SHOWN],
        "withdraw_form": WithdrawForm(),
    }
    if form.is_valid():
        context |= read(request, form.cleaned_data["au"], form.cleaned_data["avec"])
    return render(request, "crm_indicators/figures.html", context)


def read(request: HttpRequest, day: date, other: date | None) -> dict[str, object]:
    user = cast("User", request.user)
    exact = user.has_perm(READS_FILES)
    now = Reading(figures_on(day), exact=exact)
    before = Reading(figures_on(other), exact=exact) if other else None
    return {
        "day": day,
        "other": other,
        "exact": exact,
        "rows": rows(now, before),
        "sessions": list(now.sessions()),
        "sites": now.found.sites,
        "published": published_on(day) is not None,
        "query": urlencode(
            {"au": day.isoformat()} | ({"avec": other.isoformat()} if other else {})
        ),
        "behind": opened(now.true, request.GET.get("qui", ""), user) if exact else None,
    }


def opened(found: Figures, code: str, by: User) -> Behind | None:
    """What a figure counted. To show it is to read the files that it names."""
    shown = behind(found[code]) if code in found.by_code else None
    if shown:
        note_readings(shown.people, by)
    return shown


def back(day: date | None) -> HttpResponse:
    address = reverse("crm_figures")
    return redirect(f"{address}?{urlencode({'au': day.isoformat()})}" if day else address)


@needs("crm_indicators.publish_indicatorsnapshot")
@require_POST
def publish_figures(request: HttpRequest) -> HttpResponse:
    """Count again, freeze and publish in one step: what is published was counted at that moment."""
    form = PublishForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["au"])))
        return back(None)
    day = form.cleaned_data["au"]
    try:
        publish_now(day, cast("User", request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Les chiffres au {day:%d/%m/%Y} sont publiés.")
    return back(day)


@needs("crm_indicators.publish_indicatorsnapshot")
@require_POST
def freeze_figures(request: HttpRequest) -> HttpResponse:
    """Count again and keep, for somebody to read before it is published."""
    form = PublishForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["au"])))
        return back(None)
    day = form.cleaned_data["au"]
    freeze(day, by=cast("User", request.user))
    messages.success(request, f"Les chiffres au {day:%d/%m/%Y} sont figés, et ne sont pas publiés.")
    return back(day)


@needs("crm_indicators.publish_indicatorsnapshot")
@require_POST
def publish_frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish figures as they were frozen, whatever the files have become since."""
    snapshot = get_object_or_404(IndicatorSnapshot, pk=pk)
    try:
        publish(snapshot, by=cast("User", request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Les chiffres au {snapshot.as_of:%d/%m/%Y} sont publiés.")
    return back(snapshot.as_of)


def publish_now(day: date, user: User) -> None:
    if IndicatorSnapshot.objects.published().filter(as_of=day).exists():
        raise Refused(f"Des chiffres sont déjà publiés au {day:%d/%m/%Y} : retirez-les d’abord.")
    publish(freeze(day, by=user), by=user)


@needs("crm_indicators.publish_indicatorsnapshot")
@require_POST
def withdraw_figures(request: HttpRequest, pk: int) -> HttpResponse:
    snapshot = get_object_or_404(IndicatorSnapshot, pk=pk)
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        withdraw(snapshot, reason, by=cast("User", request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Les chiffres au {snapshot.as_of:%d/%m/%Y} sont retirés.")
    return back(snapshot.as_of)
