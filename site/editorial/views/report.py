"""The form by which anybody says that something on the site resists them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from editorial.frame import frame_of
from editorial.legal.reports import receive
from editorial.limits import take_ticket
from editorial.signed_forms import SignedForm

POSTS_ALLOWED, POSTS_WITHIN = 10, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)


class ReportForm(SignedForm):
    address = forms.CharField(
        label="Quelle page, ou quel service ?",
        max_length=500,
        help_text="Son adresse ou son titre.",
        error_messages={"required": "Dites-nous où cela se passe."},
    )
    trouble = forms.CharField(
        label="Qu’est-ce qui vous résiste ?",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Ce que vous vouliez faire, et ce qui s’est passé.",
        error_messages={"required": "Dites-nous ce qui ne va pas."},
    )
    equipment = forms.CharField(
        label="Votre matériel ou votre aide technique",
        max_length=200,
        required=False,
        help_text="Par exemple : lecteur d’écran NVDA et Firefox.",
    )
    email = forms.EmailField(
        label="Où vous répondre",
        required=False,
        help_text="Une adresse électronique. Sans elle, nous corrigeons, mais nous ne pouvons pas vous le dire.",
        error_messages={
            "invalid": "Cette adresse est incomplète. Par exemple : prenom.nom@exemple.fr"
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        page = request.GET.get("page", "")[:500]
        return shown(request, ReportForm(initial={"address": page}))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return shown(request, form)
    if form.is_robot:
        return redirect("accessibility_report_thanks")
    if not take_ticket("report", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
        return shown(request, form, status=429)
    frame = frame_of(request)
    told = {name: form.cleaned_data[name] for name in ("address", "trouble", "equipment", "email")}
    receive(form.key_uuid, frame.legal.accessibility_contact or frame.identity.email, **told)
    return redirect("accessibility_report_thanks")


def shown(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form}
    return render(request, "editorial/report.html", context, status=status)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "editorial/report_thanks.html")
