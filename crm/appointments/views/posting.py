"""How a public form of this room is answered: limits, robots, faults, an hour that went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from crm.appointments import codes, links
from crm.appointments.diary import Taken
from crm.appointments.forms.public import PartyForm
from crm.appointments.letters import when
from crm.appointments.models import AppointmentParty
from crm.journal.refusal import Refused
from editorial.limits import take_ticket

NOTICE = "rendez-vous"
POSTS_ALLOWED, POSTS_WITHIN = 10, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)


class Shown(Protocol):
    def __call__(self, form: PartyForm, status: int) -> HttpResponse: ...


def may_post(request: HttpRequest) -> bool:
    return take_ticket("rendez-vous", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN)


def answer(
    request: HttpRequest,
    form: PartyForm,
    now: datetime,
    act: Callable[[], AppointmentParty],
    others: Callable[[], list[datetime]],
    shown: Shown,
) -> HttpResponse:
    """Book, or show the form again with all that was typed. `others`: the hours to offer instead."""
    valid = form.is_valid()
    if not may_post(request):
        form.add_error(None, TOO_MANY)
        response = shown(form, 429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    if request.POST.get("site_web"):
        return redirect("book")
    if not valid:
        return shown(form, 422)
    try:
        party = act()
    except Taken as refusal:
        form.offer_others([(codes.written(at), when(at)) for at in others()])
        form.add_error("slot", str(refusal))
        return shown(form, 409)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return shown(form, 409)
    return redirect(f"{reverse('appointment', args=[links.make(party, now)])}?pris=1")
