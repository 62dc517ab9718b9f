"""The follow-up page of an application, opened by a secret link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from crm.applications import files, messages
from crm.applications import follow as door
from crm.applications.attendance import PRESENT_IN
from crm.applications.companions import code_in_words
from crm.applications.follow import Followed, followed_by
from crm.applications.follow_documents import documents_of
from crm.applications.forms_files import FileForm, MessageForm
from crm.applications.history import history
from crm.applications.models import Application
from crm.applications.situations import CONFIRM, DECLINE, REJOIN, WITHDRAW, situation
from crm.consents.services import given_by
from crm.journal.refusal import Refused
from crm.registers.private_pages import private

DOORS: dict[str, Callable[[Followed], None]] = {
    CONFIRM: door.confirm,
    DECLINE: door.decline,
    REJOIN: door.rejoin,
    WITHDRAW: door.withdraw,
}


# From a page under "no-referrer" a browser posts "Origin: null", which the CSRF check refuses:
# "strict-origin" tells our host and never the address.
@private("strict-origin")
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    followed = followed_by(token)
    return shown(request, token, followed) if followed else unknown(request)


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
    request: HttpRequest,
    token: str,
    followed: Followed,
    *,
    notice: str = "",
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    """Draw the page; `forms` are those that were refused, under the names of the template."""
    row = followed.row
    context: dict[str, Any] = {
        "token": token,
        "situation": situation(followed),
        "session": followed.session,
        "sent_at": followed.sent_at,
        "history": history(followed),
        "notice": notice,
        "followed_training": bool(followed.enrolment and followed.enrolment.state in PRESENT_IN),
        "files": sent_files(followed),
        "may_add": files.may_add(row),
        "may_drop": files.may_drop(row),
        "documents": documents_of(row, token) if isinstance(row, Application) else [],
        "code": code_in_words(followed.code),
        "agreements": given_by(row.person) if isinstance(row, Application) else [],
        "may_write": messages.may_write(row),
        "messages_said": messages.said_with(row),
        "file_form": FileForm(auto_id="file-%s"),
        "message_form": MessageForm(auto_id="message-%s"),
    } | forms
    return render(request, "crm_applications/public/follow.html", context, status=status)


def sent_files(followed: Followed) -> list[dict[str, Any]]:
    """The files that the person sent, wherever they are kept, by the number that takes them away."""
    if followed.application is None:
        rows = followed.submission.files.all() if followed.submission else []
        return [_told(row.pk, row) for row in rows]
    return [_told(link.pk, link.paper) for link in files.papers_of(followed.application)]


def _told(pk: int, row: Any) -> dict[str, Any]:
    return {
        "pk": pk,
        "name": row.name,
        "get_kind_display": row.get_kind_display(),
        "weight_words": row.weight_words,
        "added_at": row.added_at,
    }


def unknown(request: HttpRequest) -> HttpResponse:
    """The same page for a link that never was, one that has expired and one of somebody forgotten."""
    return render(request, "crm_applications/public/follow_unknown.html", status=404)
