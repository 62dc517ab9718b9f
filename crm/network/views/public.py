"""The public directory: the list, a card, a message to its person. Never cached: a withdrawal shows at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.consents.services import notice_on
from crm.journal.refusal import Refused
from crm.network import own, relaying
from crm.network.directory import Asked
from crm.network.forms import AskForm, ContactForm
from crm.network.models import Card
from crm.registers.private_pages import private
from editorial.limits import take_ticket

POSTS_ALLOWED, POSTS_WITHIN = 5, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)
NOTICE = "annuaire-message"


@private("strict-origin")
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_network/public/directory.html", {"asked": Asked.read(request.GET)})


def public_card(pk: int) -> Card:
    rows = Card.objects.public(timezone.localdate()).select_related("person", "commune")
    return get_object_or_404(rows, pk=pk)


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """A card and the form to write to its person."""
    row = public_card(pk)
    form = ContactForm(request.POST or None)
    if request.method != "POST":
        return _shown(request, row, form)
    valid = form.is_valid()
    if not take_ticket("annuaire", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
        response = _shown(request, row, form, status=429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    if request.POST.get("site_web"):
        return redirect("directory_sent")
    if not valid:
        return _shown(request, row, form, status=422)
    try:
        relaying.relay(row, form.key_uuid, **form.answers())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, row, form, status=409)
    return redirect("directory_sent")


def _shown(
    request: HttpRequest, row: Card, form: ContactForm, *, status: int = 200
) -> HttpResponse:
    context = {"card": row, "form": form, "information": notice_on(request, NOTICE)}
    return render(request, "crm_network/public/card.html", context, status=status)


@private("strict-origin")
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_network/public/sent.html")


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the link of one's card: the same answer to every address."""
    form = AskForm(request.POST or None)
    status = 200
    if request.method == "POST":
        valid = form.is_valid()
        if not take_ticket("annuaire-lien", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
            form.add_error(None, TOO_MANY)
            status = 429
        elif request.POST.get("site_web"):
            return redirect("own_card_asked")
        elif valid:
            own.ask_again(form.cleaned_data["email"])
            return redirect("own_card_asked")
        else:
            status = 422
    return render(request, "crm_network/public/ask.html", {"form": form}, status=status)


@private("strict-origin")
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_network/public/asked.html")
