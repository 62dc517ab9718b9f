"""`/journees-decouverte/`: what comes, the form of a day, and the way to call off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crm.consents.services import current_wording, notice_on
from crm.journal.refusal import Refused
from crm.leaflets import origins
from crm.registers.private_pages import private
from crm.visits.discovery import AlreadyThere, move_registration, register
from crm.visits.discovery_letters import opened_by
from crm.visits.forms_discovery import PublicForm
from crm.visits.models import DiscoveryDay, RegistrationState
from editorial.limits import take_ticket

NOTICE = "decouverte"
POSTS_ALLOWED, POSTS_WITHIN = 10, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)


@never_cache
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = DiscoveryDay.objects.to_come(today).with_seats()
    return render(request, "crm_visits/public/days.html", {"days": list(rows), "today": today})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest, pk: int) -> HttpResponse:
    """One day and its form; full or closed, the way to be called back."""
    today = timezone.localdate()
    row = get_object_or_404(DiscoveryDay.objects.to_come(today).with_seats(), pk=pk)
    form = PublicForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return shown(request, row, form)
    valid = form.is_valid()
    if not take_ticket("journees", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
        return shown(request, row, form, status=429)
    if request.POST.get("site_web"):
        return redirect("discovery_thanks")
    if not valid:
        return shown(request, row, form, status=422)
    now = timezone.now()
    try:
        register(
            row,
            form.who(),
            form_key=form.key_uuid,
            wording=current_wording(NOTICE, now),
            origin=origins.read(request),
            at=now,
        )
    except AlreadyThere:
        return redirect("discovery_thanks")
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return shown(request, found_again(row), form, status=409)
    return redirect("discovery_thanks")


def found_again(row: DiscoveryDay) -> DiscoveryDay:
    return DiscoveryDay.objects.with_seats().get(pk=row.pk)


def shown(
    request: HttpRequest, row: DiscoveryDay, form: PublicForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "day": row,
        "form": form,
        "open": row.left > 0 and timezone.localdate() <= row.closes_on,
        "call": f"{reverse('call_me_back')}?sujet=installation",
        "information": notice_on(request, NOTICE),
    }
    return render(request, "crm_visits/public/day.html", context, status=status)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_visits/public/registered.html")


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first, call off on POST. Done twice, it says so again."""
    row = opened_by(token)
    if row is None:
        return render(request, "crm_visits/public/unknown.html", status=404)
    if request.method == "POST" and row.state == RegistrationState.CONFIRMED:
        try:
            move_registration(row, RegistrationState.CANCELLED)
        except Refused:
            row.refresh_from_db()
    return render(request, "crm_visits/public/cancel.html", {"row": row, "day": row.day})
