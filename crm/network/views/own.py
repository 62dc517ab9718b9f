"""A person's own card: written, seen as the public sees it, withdrawn in two clicks; a message reported."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from crm.consents.services import notice_on
from crm.journal.refusal import Refused
from crm.network import own, relaying, services
from crm.network.forms import CardForm
from crm.network.models import Card
from crm.registers.private_pages import private
from editorial.limits import take_ticket

POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # seconds
TOO_MANY = "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes."


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Write one's card, or see where it is."""
    row = own.card_of(token)
    if row is None:
        return unknown(request)
    agreed = services.agrees(row.person)
    form = CardForm(
        request.POST or None,
        initial=CardForm.values_of(row),
        agreed=agreed,
        sentence=notice_on(request, services.WORDING),
    )
    if request.method != "POST":
        return _shown(request, token, row, form)
    valid = form.is_valid()
    if not take_ticket("ma-fiche", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
        return _shown(request, token, row, form, status=429)
    if not valid:
        return _shown(request, token, row, form, status=422)
    try:
        services.propose(row, form.text(), agreed=not agreed)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, token, row, form, status=409)
    return redirect("own_card", token)


def _shown(
    request: HttpRequest, token: str, row: Card, form: CardForm, *, status: int = 200
) -> HttpResponse:
    row.refresh_from_db()
    context = {
        "token": token,
        "card": row,
        "form": form,
        "public": own.is_public(row),
        "agreed": services.agrees(row.person),
    }
    return render(request, "crm_network/public/own_card.html", context, status=status)


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Leave the directory: asked first, done on POST."""
    row = own.card_of(token)
    if row is None:
        return unknown(request)
    if request.method == "POST":
        services.withdraw(row)
        return redirect("own_card", token)
    return render(request, "crm_network/public/withdraw.html", {"token": token, "card": row})


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, token: str) -> HttpResponse:
    """Say that a relayed message is an abuse."""
    message = own.message_of(token)
    if message is None:
        return unknown(request)
    if request.method == "POST":
        relaying.report(message)
        return redirect("report_message", token)
    return render(request, "crm_network/public/report.html", {"message": message})


def unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_network/public/unknown.html", status=404)
