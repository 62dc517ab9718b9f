"""The forms that a participant fills by a secret link: one step at a time, kept at each, signed at the end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from crm.consents.services import informed
from crm.funding.answers import save_step, sign, why_closed
from crm.funding.filling import Filling
from crm.funding.forms import SignForm, StepForm
from crm.funding.letters import PURPOSE, read_target
from crm.funding.models import Participation
from crm.journal.refusal import Refused
from crm.letters import links
from crm.registers.private_pages import private
from editorial.limits import take_ticket

NOTICE = "fonds-europeens"
POSTS_ALLOWED, POSTS_WITHIN = 60, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. "
    "Attendez dix minutes, puis envoyez encore une fois."
)


# See the follow-up of applications: under "no-referrer" a browser posts "Origin: null".
@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, token: str) -> HttpResponse:
    """Reading changes nothing; each post keeps one step and leads to the next."""
    filling = opened(token)
    if filling is None:
        return render(request, "crm_funding/public/unknown.html", status=404)
    if filling.signed:
        return render(request, "crm_funding/public/done.html", {"filling": filling})
    if closed := why_closed(filling.row, filling.moment, timezone.localdate()):
        return render(
            request, "crm_funding/public/closed.html", {"why": closed, "filling": filling}
        )
    number = step_number(request, filling)
    if request.method == "POST":
        if not take_ticket("fonds-europeens", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
            return page(
                request,
                token,
                filling,
                number,
                form_of(filling, number, request.POST),
                TOO_MANY,
                429,
            )
        return keep(request, token, filling, number)
    return page(request, token, filling, number, form_of(filling, number))


def opened(token: str) -> Filling | None:
    """What a link opens, None when it never was, has expired or speaks of somebody forgotten."""
    link = links.find(PURPOSE, token)
    if link is None:
        return None
    pk, moment = read_target(link.target)
    row = (
        Participation.objects.followed()
        .filter(pk=pk)
        .select_related("person__commune", "operation")
        .first()
    )
    return Filling(row, moment) if row else None


def step_number(request: HttpRequest, filling: Filling) -> int:
    """The step asked for; nobody signs before the steps are answered."""
    asked = request.GET.get("etape", "")
    start = filling.start()
    return min(int(asked), start) if asked.isdecimal() and 1 <= int(asked[:3]) <= 99 else start


def form_of(filling: Filling, number: int, data: Any = None) -> StepForm | SignForm:
    if number > len(filling.steps):
        return SignForm(data, initial={"name": str(filling.row.person)})
    step = filling.steps[number - 1]
    return StepForm(step, data, known=filling.known(step))


def keep(request: HttpRequest, token: str, filling: Filling, number: int) -> HttpResponse:
    typed = form_of(filling, number, request.POST)
    if not typed.is_valid():
        return page(request, token, filling, number, typed)
    try:
        if isinstance(typed, StepForm):
            save_step(filling.row, filling.moment, typed.answers(), sensitive=typed.step.sensitive)
            return redirect(f"{reverse('funding_form', args=[token])}?etape={number + 1}")
        if filling.draft:
            sign(filling.draft, typed.cleaned_data["name"])
            informed(filling.row.person, NOTICE, channel="questionnaire européen")
    except Refused as refusal:
        return page(request, token, filling, number, typed, str(refusal), 409)
    return redirect("funding_form", token)


def page(
    request: HttpRequest,
    token: str,
    filling: Filling,
    number: int,
    shown: StepForm | SignForm,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    signing = number > len(filling.steps)
    context = {
        "token": token,
        "filling": filling,
        "form": shown,
        "number": number,
        "step": None if signing else filling.steps[number - 1],
        "previous": number - 1,
        "steps": [{"label": step.title} for step in filling.steps]
        + [{"label": "Relire et signer"}],
        "recap": filling.recap() if signing else [],
        "notice": notice,
    }
    return render(request, "crm_funding/public/form.html", context, status=status)
