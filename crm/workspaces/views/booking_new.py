"""A new booking at the desk: who, where, when, for how much."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.registers.access import agent, needs

from ..bookings import doors
from ..bookings.quoting import Quote, quote
from ..forms_bookings import BookingForm
from ..models import HalfDay


@needs("crm_workspaces.view_booking", "crm_workspaces.add_booking")
def new(request: HttpRequest) -> HttpResponse:
    """Looking up a person and asking for the price read the same form by GET; POST books."""
    if request.method == "POST":
        form = BookingForm(request.POST)
        if form.is_valid():
            try:
                booking = doors.book(
                    form.cleaned_data["personne"],
                    form.cleaned_data["espace"],
                    form.asked(),
                    by=agent(request),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
                return _asked(request, form, status=409)
            messages.success(request, f"{booking.space} est réservé pour {booking.person}.")
            return redirect("crm_booking", booking.pk)
        return _asked(request, form, status=422)
    if "prix" in request.GET:
        return _priced(request)
    return _asked(request, BookingForm(initial=_initial(request)))


def _initial(request: HttpRequest) -> dict[str, Any]:
    told = {name: request.GET.get(name, "") for name in BookingForm.base_fields}
    return told | {
        "formule": told["formule"] or "half_day",
        "moment": told["moment"] or HalfDay.MORNING,
        "jours": request.GET.getlist("jours"),
    }


def _priced(request: HttpRequest) -> HttpResponse:
    form = BookingForm(request.GET)
    if not form.is_valid():
        return _asked(request, form, status=422)
    told = form.cleaned_data
    try:
        found = quote(told["personne"], told["espace"], form.asked(), at=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _asked(request, form, status=409)
    return _asked(request, form, found=found)


def _asked(
    request: HttpRequest, form: BookingForm, *, found: Quote | None = None, status: int = 200
) -> HttpResponse:
    source = form.data if form.is_bound else form.initial
    context = {
        "form": form,
        "quote": found,
        "looked": bool(str(source.get("q") or "").strip()),
        "trail": [
            {"url": reverse("crm_planning"), "label": "Planning du télécentre"},
            {"url": "", "label": "Nouvelle réservation"},
        ],
    }
    return render(request, "crm_workspaces/booking_new.html", context, status=status)
