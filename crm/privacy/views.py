"""The screens of the data protection officer: what is due, and the two steps of an anonymisation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

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

from .clocks import clocks, running
from .due import due, facts_of, kept_until
from .forms import ConfirmForm, FindForm
from .holding import why_held
from .purges import count
from .services import anonymise

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAY = "crm_people.anonymise_person"


@needs(MAY)
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """How many files are past their time, by clock; and the way to one file by its number."""
    form = FindForm(request.GET if "number" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("crm_anonymise", form.cleaned_data["number"].pk)
    now = timezone.now()
    ends: Counter[str] = Counter()
    for person in due(now):
        found = running(facts_of(person))
        ends[max(found, key=lambda code: found[code])] += 1
    context = {
        "trail": [{"url": "", "label": "Conservation"}],
        "desk_icon": "lock",
        "form": form,
        "clocks": [(clock, ends[code]) for code, clock in clocks().items()],
        "due": ends.total(),
        "purge": count(now),
    }
    return render(request, "crm_privacy/retention.html", context)


@needs(MAY)
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
@opens("crm_people.person", "pk")
def anonymise_person(request: HttpRequest, pk: int) -> HttpResponse:
    """First what will be lost and what will stay, then the number typed again."""
    person = get_object_or_404(Person.objects.alive(), pk=pk)
    form = ConfirmForm(person, request.POST or None)
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
    return render(request, "crm_privacy/anonymise.html", context)
