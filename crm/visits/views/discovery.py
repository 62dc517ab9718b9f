"""Discovery days on the desk: opened, filled, called off, and who came."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.journeys.refused_forms import form_for, keep
from crm.people.reaching import mail_address
from crm.registers.access import agent, needs
from crm.registers.words import counted
from crm.visits.discovery import (
    Who,
    cancel_day,
    change_day,
    move_registration,
    open_day,
    register,
)
from crm.visits.forms_discovery import DayForm, StaffForm
from crm.visits.models import DiscoveryDay, RegistrationState

from .visits import form_page

VIEW = "crm_visits.view_discoveryday"
READ = ("crm_people.read_file", VIEW)
REGISTER = (*READ, "crm_visits.change_discoveryregistration")


def trail_of(label: str, day: DiscoveryDay | None = None) -> list[dict[str, str]]:
    trail = [
        {"url": reverse("crm_visits"), "label": "Visites"},
        {"url": reverse("crm_discovery_days"), "label": "Journées découverte"},
    ]
    if day is not None:
        trail.append({"url": reverse("crm_discovery_day", args=[day.pk]), "label": str(day)})
    return [*trail, {"url": "", "label": label}]


@require_safe
@needs(*READ)
def day_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = DiscoveryDay.objects.with_seats()
    context = {
        "coming": list(rows.filter(date__gte=today)),
        "past": list(rows.filter(date__lt=today).order_by("-date")[:20]),
        "today": today,
        "desk_icon": "site",
        "trail": trail_of("Journées découverte")[::2],
    }
    return render(request, "crm_visits/desk/days.html", context)


@needs(*READ, "crm_visits.add_discoveryday")
def new_day(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.POST if request.method == "POST" else None)

    def act() -> tuple[DiscoveryDay, str]:
        return open_day(form.plan(), by=agent(request)), "La journée est ouverte aux inscriptions."

    if form.is_bound and (answer := _acted(request, form, act)):
        return answer
    return form_page(request, form, "Nouvelle journée découverte", trail_of("Nouvelle"))


@needs(*READ, "crm_visits.change_discoveryday")
def edit_day(request: HttpRequest, pk: int) -> HttpResponse:
    day = get_object_or_404(DiscoveryDay, pk=pk)
    posted = request.POST if request.method == "POST" else None
    form = DayForm(posted, initial=DayForm.values_of(day))

    def act() -> tuple[DiscoveryDay, str]:
        change_day(day, form.plan(), by=agent(request))
        return day, "La journée est à jour."

    if form.is_bound and (answer := _acted(request, form, act)):
        return answer
    return form_page(request, form, "Modifier la journée", trail_of("Modifier", day))


def _acted(
    request: HttpRequest, form: Form, act: Callable[[], tuple[DiscoveryDay, str]]
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        day, told = act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, told)
    return redirect("crm_discovery_day", day.pk)


def found(pk: int) -> DiscoveryDay:
    return get_object_or_404(DiscoveryDay.objects.with_seats(), pk=pk)


@require_safe
@needs(*READ)
def day(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def show(request: HttpRequest, row: DiscoveryDay, status: int = 200) -> HttpResponse:
    rows = row.registrations.kept().select_related("person")
    context = {
        "day": row,
        "rows": list(rows),
        "called_off": row.registrations.count() - len(rows),
        "begun": row.date <= timezone.localdate(),
        "live": not row.cancelled_at and row.date >= timezone.localdate(),
        "form": form_for(request, "register", StaffForm),
        "desk_icon": "site",
        "trail": trail_of(str(row)),
    }
    return render(request, "crm_visits/desk/day.html", context, status=status)


@require_POST
@needs(*REGISTER)
def register_family(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    form = StaffForm(request.POST, auto_id="register-%s")

    def act() -> tuple[DiscoveryDay, str]:
        told = form.cleaned_data
        person = told["person"]
        who = Who(
            person.last_name, mail_address(person), first_name=person.first_name,
            adults=told["adults"], children=told["children"],
        )  # fmt: skip
        register(row, who, person=person, by=agent(request))
        return row, f"{person} a une place."

    if answer := _acted(request, form, act):
        return answer
    keep(request, "register", form)
    return show(request, row, status=422)


ACTS = {
    "venue": (RegistrationState.ATTENDED, "La présence est notée."),
    "absente": (RegistrationState.ABSENT, "L’absence est notée."),
    "annuler": (RegistrationState.CANCELLED, "L’inscription est annulée, sa place est libre."),
}


@require_POST
@needs(*REGISTER)
def change_registration(request: HttpRequest, pk: int, registration: int, act: str) -> HttpResponse:
    day = found(pk)
    row = get_object_or_404(day.registrations.select_related("day", "person"), pk=registration)
    if act not in ACTS:
        raise Http404
    to, told = ACTS[act]
    try:
        move_registration(row, to, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("crm_discovery_day", pk)


@require_POST
@needs(*READ, "crm_visits.change_discoveryday")
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    told = cancel_day(found(pk), by=agent(request))
    families = f"{counted(told, 'famille est prévenue', 'familles sont prévenues', feminine=True)}"
    messages.success(request, f"La journée est annulée. {families.capitalize()}.")
    return redirect("crm_discovery_day", pk)
