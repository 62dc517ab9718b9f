"""The screens of the data protection officer: what is due, and the two steps of an anonymisation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.registers.access import needs
from crm.registers.opening import opens
from signin.sudo import recently_confirmed

from ..clocks import clocks
from ..due import kept_until
from ..forms import ConfirmForm, FindForm
from ..holding import why_held
from ..models import LineState, Run, RunState
from ..purges import count
from ..report import clock_labels
from ..review import verdicts
from ..services import anonymise

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAY = "crm_people.anonymise_person"
SHOWN = [LineState.TO_DO, LineState.EARLY, LineState.HELD]
TO_PURGE = {
    "unhandled": "demandes sans suite",
    "forms": "formulaires",
    "messages": "messages",
    "appointments": "rendez-vous",
    "letters": "courriers",
    "recipients": "adresses d’envois en nombre",
    "links": "liens",
    "traces": "traces de consultation",
    "files": "documents sans pièce",
}


@needs(MAY)
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """How many files are past their time, by clock, and what becomes of them; the way to one by its number."""
    form = FindForm(request.GET if "number" in request.GET else None)
    if form.is_bound and form.is_valid():
        to = "crm_hold_new" if request.GET.get("faire") == "retenir" else "crm_anonymise"
        return redirect(to, form.cleaned_data["number"].pk)
    now = timezone.now()
    found = Counter((one.clock, one.state) for one in verdicts(timezone.localdate(now)))
    purge = vars(count(now))
    context = {
        "trail": [{"url": "", "label": "Conservation"}],
        "desk_icon": "lock",
        "form": form,
        "lines": _by_clock(found),
        "due": found.total(),
        "purge": [(label, purge[key]) for key, label in TO_PURGE.items()],
        "waiting": Run.objects.filter(state__in=[RunState.PREPARED, RunState.SIGNED])
        .order_by("-state")
        .first(),
    }
    return render(request, "crm_privacy/retention.html", context)


def _by_clock(found: Counter[tuple[str, LineState]]) -> list[dict[str, Any]]:
    """A line a clock, those that nobody reached included; what people asked for, when some did."""
    months = {code: clock.months for code, clock in clocks().items()}
    return [
        {
            "label": label,
            "months": months.get(code),
            **{state.value: found[code, state] for state in SHOWN},
        }
        for code, label in clock_labels().items()
        if code in months or any(found[code, state] for state in SHOWN)
    ]


@needs(MAY)
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
@opens("crm_people.person", "pk")
def anonymise_person(request: HttpRequest, pk: int) -> HttpResponse:
    """First what will be lost and what will stay, then the number typed again."""
    person = get_object_or_404(Person.objects.alive(), pk=pk)
    form = ConfirmForm(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            anonymise(person, by=cast("User", request.user))
        except Refused as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, f"Le dossier {form.cleaned_data['number']} est anonymisé.")
            return redirect("crm_retention")
    context = {
        "trail": [
            {"url": reverse("crm_retention"), "label": "Conservation"},
            {"url": "", "label": "Anonymiser"},
        ],
        "desk_icon": "lock",
        "person": person,
        "form": form,
        "until": kept_until(person),
        "held": why_held(person, timezone.localdate()),
        "journeys": person.journeys.filter(closed_at__isnull=True).count(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_privacy/anonymise.html", context, status=status)
