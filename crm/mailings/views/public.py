"""The page that lets somebody leave. Opening it changes nothing: mail scanners follow every link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from crm.mailings.audiences import AUDIENCES
from crm.mailings.models import Recipient
from crm.mailings.tokens import TRIAL, recipient_of
from crm.mailings.unsubscribing import BY_LINK, BY_READER, has_left, leave, masked
from crm.registers.private_pages import private


# From a page under "no-referrer" a browser posts "Origin: null", which the CSRF check refuses.
@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then leave on POST; the same page says that it is done."""
    if token == TRIAL:
        return render(request, "crm_mailings/public/trial.html")
    recipient = recipient_of(token)
    if recipient is None or not recipient.mailing.audience:
        return render(request, "crm_mailings/public/unknown.html", status=404)
    if request.method == "POST":
        leave(recipient, BY_LINK)
        return redirect("unsubscribe", token)
    return _shown(request, recipient)


def _shown(request: HttpRequest, recipient: Recipient) -> HttpResponse:
    audience = AUDIENCES.get(recipient.mailing.audience)
    context = {
        "label": audience.label if audience else "nos informations",
        "address": masked(recipient.email),
        "left": not recipient.digest or has_left(recipient),
        "join": reverse(audience.join) if audience and audience.join else "",
    }
    return render(request, "crm_mailings/public/leave.html", context)


@csrf_exempt
@private("no-referrer")
@require_http_methods(["GET", "HEAD", "POST"])
def one_click(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: the mail reader posts this by itself when its user asks to leave. Without a cookie."""
    if request.method != "POST":
        return redirect("unsubscribe", token)
    recipient = recipient_of(token)
    if recipient is None or not recipient.mailing.audience:
        return HttpResponse("Lien inconnu.", status=404, content_type="text/plain; charset=utf-8")
    if request.POST.get("List-Unsubscribe") != "One-Click":
        return redirect("unsubscribe", token)
    leave(recipient, BY_READER)
    return HttpResponse("C’est fait.", content_type="text/plain; charset=utf-8")
