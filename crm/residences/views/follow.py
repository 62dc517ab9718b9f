"""The follow-up page of a residence, opened by a secret link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.private_pages import private
from crm.residences import agreements
from crm.residences import follow as door
from crm.residences.follow import Followed, followed_by, situation

from .answers import pdf_answer


# From a page under "no-referrer" a browser posts "Origin: null", which the CSRF check refuses.
@private("strict-origin")
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    found = followed_by(token)
    return shown(request, token, found) if found else unknown(request)


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, token: str, action: str) -> HttpResponse:
    """Ask first, act on POST. What can be done no more leads back to the follow-up page."""
    found = followed_by(token)
    if found is None or action not in {door.ACCEPT, door.DECLINE, door.RENOUNCE}:
        return unknown(request)
    posted = request.method == "POST"
    told = situation(found)
    if not posted and action not in told.actions:
        return redirect("follow_residence", token)
    if not posted:
        context = {"token": token, "action": action, "row": found.residence, "until": told.until}
        return render(request, "crm_residences/public/follow_act.html", context)
    try:
        door.act(found, action)
    except Refused as refusal:
        now = followed_by(token) or found
        return shown(request, token, now, notice=str(refusal), status=409)
    return redirect("follow_residence", token)


@private("no-referrer")
@require_safe
def agreement(request: HttpRequest, token: str) -> HttpResponse:
    """The agreement that its person reads, prints and signs."""
    found = followed_by(token)
    row = agreements.current(found.residence) if found and found.residence else None
    if row is None:
        return unknown(request)
    try:
        content = agreements.content_of(row)
    except Refused:
        return unknown(request)
    record(Action.READ, row, person_id=row.residence.person_id)
    return pdf_answer(content, f"convention-residence-{row.number}.pdf")


def shown(
    request: HttpRequest, token: str, found: Followed, *, notice: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "token": token,
        "situation": situation(found),
        "row": found.residence,
        "told": found.post.told if found.post and not found.residence else None,
        "notice": notice,
        "agreement": agreements.current(found.residence) if found.residence else None,
    }
    return render(request, "crm_residences/public/follow.html", context, status=status)


def unknown(request: HttpRequest) -> HttpResponse:
    """The same page for a link that never was, one that has expired and one of somebody forgotten."""
    return render(request, "crm_residences/public/follow_unknown.html", status=404)
