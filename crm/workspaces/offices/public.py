"""« Demander un bureau », and the page of a request, opened by a secret link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crm.consents.services import current_wording, notice_on
from crm.journal.refusal import Refused
from crm.leaflets import origins
from crm.registers.private_pages import private
from editorial.limits import take_ticket

from ..models import OFFICE_PATHS, OfficeRequest, OfficeState
from . import requests
from .forms import OfficeForm
from .links import followed_by
from .lists import rank_of, rejoin, withdraw
from .offers import accept, decline, running
from .words import offer_words, wish_words

POSTS_ALLOWED, POSTS_WITHIN = 10, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)
TAKE, LEAVE, REJOIN, WITHDRAW = "prendre", "laisser", "revenir", "retirer"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return received(request)
    return shown(request, OfficeForm(initial={"desks": "1"}))


def received(request: HttpRequest) -> HttpResponse:
    """Keep a post, or show it again with all that was typed and what is missing."""
    now = timezone.now()
    form = OfficeForm(request.POST)
    valid = form.is_valid()
    if not take_ticket("demander-un-bureau", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
        response = shown(request, form, status=429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    if request.POST.get("site_web"):
        return redirect("ask_office_thanks")
    if not valid:
        return shown(request, form, status=422)
    requests.receive(
        form.key_uuid,
        form.asker(),
        form.wish(),
        wording=current_wording(requests.NOTICE, now),
        origin=origins.read(request),
        at=now,
    )
    return redirect("ask_office_thanks")


def shown(request: HttpRequest, form: OfficeForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "information": notice_on(request, requests.NOTICE)}
    return render(request, "crm_workspaces/public/ask.html", context, status=status)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_workspaces/public/thanks.html")


def _take(row: OfficeRequest) -> None:
    _answer(row, accept)


def _leave(row: OfficeRequest) -> None:
    _answer(row, decline)


def _answer(row: OfficeRequest, door: Callable[..., object]) -> None:
    offer = running(row)
    if offer is None:
        raise Refused("Cette offre ne court plus.")
    door(offer)


DOORS: dict[str, Callable[[OfficeRequest], object]] = {
    TAKE: _take,
    LEAVE: _leave,
    REJOIN: rejoin,
    WITHDRAW: withdraw,
}


# From a page under "no-referrer" a browser posts "Origin: null", which the CSRF check refuses:
# "strict-origin" tells our host and never the address.
@private("strict-origin")
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    row = followed_by(token)
    return show(request, token, row) if row else unknown(request)


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, token: str, action: str) -> HttpResponse:
    """Ask first, act on POST: a mail scanner that follows links takes nothing."""
    row = followed_by(token)
    if row is None or action not in DOORS:
        return unknown(request)
    if request.method != "POST":
        if action not in actions_of(row):
            return redirect("office_request", token)
        return render(
            request, "crm_workspaces/public/act.html", told(row, token) | {"action": action}
        )
    try:
        DOORS[action](row)
    except Refused as refusal:
        return show(request, token, followed_by(token) or row, notice=str(refusal), status=409)
    return redirect("office_request", token)


def actions_of(row: OfficeRequest) -> set[str]:
    """What may be done of a request from its page."""
    found = set()
    if (offer := running(row)) is not None and timezone.now() <= offer.expires_at:
        found |= {TAKE, LEAVE}
    if row.state == OfficeState.PASSED:
        found.add(REJOIN)
    if OfficeState.WITHDRAWN in OFFICE_PATHS[OfficeState(row.state)]:
        found.add(WITHDRAW)
    return found


def told(row: OfficeRequest, token: str) -> dict[str, Any]:
    offer = running(row)
    return {
        "row": row,
        "token": token,
        "wish": wish_words(row),
        "rank": rank_of(row),
        "offer": offer,
        "what": offer_words(offer) if offer else None,
        "actions": actions_of(row),
    }


def show(
    request: HttpRequest, token: str, row: OfficeRequest, *, notice: str = "", status: int = 200
) -> HttpResponse:
    context = told(row, token) | {"notice": notice}
    return render(request, "crm_workspaces/public/follow.html", context, status=status)


def unknown(request: HttpRequest) -> HttpResponse:
    """The same page for a link that never was, one that has expired and one of somebody forgotten."""
    return render(request, "crm_workspaces/public/unknown.html", status=404)
