"""The presence screen of the telecentre's reception: names and file numbers, nothing of journeys."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.registers.access import agent, needs
from crm.registers.words import counted
from telecentre.models import Site

from ..days import found, noted, present, regulars
from ..forms import DayForm, PresenceForm
from ..models import Presence
from ..services import note_presence, strike_presence

RIGHTS = ("crm_workspaces.view_presence", "crm_workspaces.add_presence")


@needs(*RIGHTS)
def presences(request: HttpRequest) -> HttpResponse:
    """A day: who was there, whom to tick. One post notes all the boxes, or none."""
    asked = DayForm(request.GET)
    asked.is_valid()
    day, site = asked.day(), asked.chosen_site()
    form = PresenceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and site and not asked.errors and form.is_valid():
        try:
            told = _note(form, site, day, request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect(_address(site, day))
    return _show(request, asked, form, day, site)


def _show(
    request: HttpRequest, asked: DayForm, form: PresenceForm, day: date, site: Site | None
) -> HttpResponse:
    words = asked.cleaned_data.get("q", "").strip()
    there = present(site, day) if site else []
    people = (found(words) if words else _usual(there, site, day)) if site else []
    people += [person for person in _ticked(form) if person not in people]
    shown = asked if asked.errors else DayForm(
        initial={"jour": day, "site": site.pk if site else None, "q": words}
    )  # fmt: skip
    context = {
        "day": day,
        "today": timezone.localdate(),
        "site": site,
        "asked": shown,
        "one_site": Site.objects.count() < 2,
        "words": words,
        "form": form,
        "rows": noted(people, day),
        "ticked": set(form.ticked),
        "there": there,
        "address": _address(site, day, words) if site else "",
        "trail": [{"url": "", "label": "Présences au télécentre"}],
    }
    status = 422 if form.errors or asked.errors else 200
    return render(request, "crm_workspaces/presences.html", context, status=status)


def _usual(there: list[Presence], site: Site, day: date) -> list[Person]:
    """Those who come, and those of the day, without repeating anybody."""
    return list(dict.fromkeys([*regulars(site, day), *(row.person for row in there)]))


def _ticked(form: PresenceForm) -> list[Person]:
    """Whoever was ticked stays on the screen when the sheet comes back."""
    if not form.errors:
        return []
    numbers = {value.partition("-")[0] for value in form.ticked}
    wanted = [int(number) for number in numbers if number.isdecimal() and len(number) < 19]
    return list(Person.objects.alive().filter(pk__in=wanted)[:50])


def _address(site: Site, day: date, words: str = "") -> str:
    query = {"jour": f"{day:%Y-%m-%d}", "site": site.pk} | ({"q": words} if words else {})
    return f"{reverse('crm_presences')}?{urlencode(query)}"


@transaction.atomic
def _note(form: PresenceForm, site: Site, day: date, request: HttpRequest) -> str:
    boxes = form.cleaned_data["present"]
    known = {row.person: row.noted for row in noted([person for person, _ in boxes], day)}
    new = [(person, half) for person, half in boxes if half not in known[person]]
    for person, half in new:
        note_presence(person, site, day, half, by=agent(request))
    if not new:
        return "Ces présences étaient déjà notées."
    told = counted(len(new), "présence", feminine=True)
    return f"{told} notée{'s' if len(new) > 1 else ''}.".capitalize()


@require_POST
@needs(*RIGHTS)
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Presence.objects.select_related("person", "site"), pk=pk)
    strike_presence(row, by=agent(request))
    messages.success(request, f"Présence de {row.person} retirée.")
    return redirect(_address(row.site, row.date))
