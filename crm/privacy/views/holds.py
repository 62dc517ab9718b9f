"""The holds at the desk of the data protection officer: the list, one set on a file, one lifted."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from signin.sudo import recently_confirmed

from ..forms import HoldForm, LiftForm
from ..holds import lift_hold, set_hold
from ..models import Hold
from .anonymising import MAY
from .trails import trail

A_PAGE = 25


@needs(MAY)
@require_safe
def holds(request: HttpRequest) -> HttpResponse:
    """Those that stand, the one to look at soonest first; with ?levees=1, those that were lifted."""
    lifted = request.GET.get("levees") == "1"
    rows = Hold.objects.select_related("person", "set_by", "lifted_by")
    if lifted:
        rows = rows.filter(lifted_at__isnull=False).order_by("-lifted_at", "-pk")
    else:
        rows = rows.standing().order_by("review_on", "until", "pk")
    context = {
        "trail": trail("Retenues"),
        "desk_icon": "lock",
        "pages": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "lifted": lifted,
        "today": timezone.localdate(),
    }
    return render(request, "crm_privacy/holds.html", context)


@needs(MAY)
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
@opens("crm_people.person", "pk")
def new_hold(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.alive(), pk=pk)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            set_hold(person, form.why(), by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Le dossier {person.file_number} est retenu.")
            return redirect("crm_holds")
    context = {
        "trail": trail("Retenir un dossier", (reverse("crm_holds"), "Retenues")),
        "desk_icon": "lock",
        "person": person,
        "form": form,
    }
    return render(request, "crm_privacy/hold.html", context, status=422 if form.is_bound else 200)


@needs(MAY)
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
@opens("crm_privacy.hold", "person")
def end_hold(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Hold.objects.standing().select_related("person", "set_by"), pk=pk)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            lift_hold(row, form.cleaned_data["reason"], by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"La retenue du dossier {row.person.file_number} est levée.")
            return redirect("crm_holds")
    context = {
        "trail": trail("Lever une retenue", (reverse("crm_holds"), "Retenues")),
        "desk_icon": "lock",
        "hold": row,
        "form": form,
    }
    return render(
        request, "crm_privacy/hold_lift.html", context, status=422 if form.is_bound else 200
    )
