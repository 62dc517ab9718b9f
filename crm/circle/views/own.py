"""The person's own page: who sees what of their project, since when, and how to stop it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from crm.circle import own, services
from crm.circle.models import Helper, HelperState
from crm.consents.services import notice_on
from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.registers.private_pages import private

CHANGED = (
    "Ce qui serait montré vient de changer\N{NO-BREAK SPACE}: relisez la liste avant de donner votre "
    "accord."
)


@private("strict-origin")
@require_safe
def circle(request: HttpRequest, token: str) -> HttpResponse:
    person = own.person_of(token)
    return shown(request, token, person) if person else unknown(request)


@private("strict-origin")
@require_POST
def agree(request: HttpRequest, token: str, helper: int) -> HttpResponse:
    """Agree to what was listed; a list that changed meanwhile is shown again first."""
    person = own.person_of(token)
    row = own.helper_of(person, helper)
    if person is None or row is None:
        return unknown(request)
    if request.POST.get("liste") != own.listing(row):
        return shown(request, token, person, notice=CHANGED, status=409)
    try:
        services.agree(row, channel=services.BY_LINK)
    except Refused as refusal:
        return shown(request, token, person, notice=str(refusal), status=409)
    return redirect("own_circle", token)


@private("strict-origin")
@require_POST
def stop(request: HttpRequest, token: str, helper: int) -> HttpResponse:
    """Stop a sharing at once, or say no to it before it begins."""
    person = own.person_of(token)
    row = own.helper_of(person, helper)
    if person is None or row is None:
        return unknown(request)
    services.stop(row, channel=services.BY_LINK)
    return redirect("own_circle", token)


def shown(
    request: HttpRequest, token: str, person: Person, *, notice: str = "", status: int = 200
) -> HttpResponse:
    open_now = own.seeing_now(person)
    context: dict[str, Any] = {
        "token": token,
        "notice": notice,
        "lines": [_line(row, row.pk in open_now) for row in own.circle_of(person)],
        "sentence": notice_on(request, services.WORDING),
    }
    return render(request, "crm_circle/public/own.html", context, status=status)


def _line(helper: Helper, sees: bool) -> dict[str, Any]:
    shown_now, waiting = own.shares(helper)
    return {
        "helper": helper,
        "sees": sees,
        "over": helper.state == HelperState.ENDED or helper.journey.closed_at is not None,
        "shown": shown_now,
        "waiting": waiting,
        "later": bool(
            helper.agreed_at and helper.agreed_until and helper.ends_on > helper.agreed_until
        ),
        "listing": own.listing(helper),
    }


def unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_circle/public/own_unknown.html", status=404)
