"""The follow-up page of an application, opened by a secret link."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from crm.applications import follow as door
from crm.applications.follow import Followed, followed_by
from crm.applications.situations import CONFIRM, DECLINE, REJOIN, WITHDRAW, situation
from crm.journal.refusal import Refused
from crm.registers.private_pages import private

DOORS: dict[str, Callable[[Followed], None]] = {
    CONFIRM: door.confirm,
    DECLINE: door.decline,
    REJOIN: door.rejoin,
    WITHDRAW: door.withdraw,
}


@private("no-referrer")
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    followed = followed_by(token)
    return shown(request, token, followed) if followed else unknown(request)


# From a page under "no-referrer" a browser posts "Origin: null", which the CSRF check refuses:
# "strict-origin" tells our host and never the address.
@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, token: str, action: str) -> HttpResponse:
    """Ask first, act on POST. What can be done no more leads back to the follow-up page."""
    followed = followed_by(token)
    if followed is None or action not in DOORS:
        return unknown(request)
    told = situation(followed)
    posted = request.method == "POST"
    if action not in told.actions and not (posted and action in told.too_late):
        return redirect("follow", token)
    if not posted:
        context = {
            "token": token,
            "action": action,
            "session": followed.session,
            "until": told.until,
        }
        return render(request, "crm_applications/public/follow_act.html", context)
    try:
        DOORS[action](followed)
    except Refused as refusal:
        now = followed_by(token) or followed
        return shown(request, token, now, notice=str(refusal), status=409)
    return redirect("follow", token)


def shown(
    request: HttpRequest, token: str, followed: Followed, *, notice: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "token": token,
        "situation": situation(followed),
        "session": followed.session,
        "sent_at": followed.sent_at,
        "notice": notice,
    }
    return render(request, "crm_applications/public/follow.html", context, status=status)


def unknown(request: HttpRequest) -> HttpResponse:
    """The same page for a link that never was, one that has expired and one of somebody forgotten."""
    return render(request, "crm_applications/public/follow_unknown.html", status=404)
