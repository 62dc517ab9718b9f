"""The page that a notice opens: keep my file, or erase it. Reading it does nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from crm.journal.refusal import Refused
from crm.registers.private_pages import private
from editorial.limits import take_ticket

from ..models import Answer, Notice
from ..notices import answer, notice_of

POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis choisissez "
    "encore une fois."
)
UNCHOSEN = "Choisissez l’un des deux boutons."
CHOICES = {"garder": Answer.KEEP, "effacer": Answer.ERASE}


# "strict-origin": from a page under "no-referrer" a browser posts "Origin: null", which is refused.
@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def ending_file(request: HttpRequest, token: str) -> HttpResponse:
    """Two buttons. What was asked to be erased may still be kept, until the day of the run."""
    row = notice_of(token)
    if row is None:
        return render(request, "crm_privacy/public/unknown.html", status=404)
    if request.method != "POST":
        return _shown(request, row)
    if not take_ticket("retention-notice", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        response = _shown(request, row, TOO_MANY, 429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    chosen = CHOICES.get(request.POST.get("choix", ""))
    if chosen is None:
        return _shown(request, row, UNCHOSEN, 422)
    try:
        answer(row, chosen)
    except Refused as refusal:
        row.refresh_from_db()
        return _shown(request, row, str(refusal), 422)
    return redirect("retention_notice", token)


def _shown(request: HttpRequest, row: Notice, notice: str = "", status: int = 200) -> HttpResponse:
    context = {"notice": row, "person": row.person, "told": notice}
    return render(request, "crm_privacy/public/ending.html", context, status=status)
