"""The page where a person takes their dossier: a secret link, a code, one download."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from crm.journal.refusal import Refused
from crm.registers.private_pages import private
from editorial.limits import take_ticket

from ..models import Dossier
from . import services
from .forms import CodeForm
from .letters import opened_by
from .views import as_file

POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # a number, and seconds
WRONG = "Ce n’est pas ce code. Vérifiez-le, puis essayez encore."


@private("no-referrer")
@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: HttpRequest, token: str) -> HttpResponse:
    row = opened_by(token)
    if row is None:
        return gone(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not take_ticket("mes-donnees", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
            form.add_error("code", "Trop d’essais depuis cet endroit. Revenez dans dix minutes.")
            return shown(request, row, form, status=429)
        try:
            content = services.hand_over(row, form.cleaned_data["code"])
        except Refused:
            return gone(request)
        if content is not None:
            return as_file(content, "mes-donnees.zip")
        form.add_error("code", WRONG)
    return shown(request, row, form, status=422 if request.method == "POST" else 200)


def shown(request: HttpRequest, row: Dossier, form: CodeForm, *, status: int) -> HttpResponse:
    context = {"dossier": row, "form": form}
    return render(request, "crm_datarights/public/my_data.html", context, status=status)


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_datarights/public/gone.html", status=404)
