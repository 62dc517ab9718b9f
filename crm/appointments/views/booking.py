"""« Prendre rendez-vous »: why and how, which hour, who."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crm.appointments.forms.public import BookingForm, PartyForm
from crm.appointments.letters import place_of, when
from crm.appointments.models import Appointment, BookedThrough, Place, Reason
from crm.appointments.offer import nearest, offer_of
from crm.appointments.services import book, join
from crm.appointments.slots import Search, slots_at
from crm.appointments.wishes import Guest, Wish
from crm.consents.services import current_wording, notice_on
from crm.leaflets import origins
from crm.registers.words import counted

from .posting import NOTICE, answer

GONE = "Cette heure n’est plus libre. En voici d’autres."


@require_safe
def reasons(request: HttpRequest) -> HttpResponse:
    """What one may come for, and the ways to meet for it."""
    rows = list(Reason.objects.public())
    dated = set(
        groups_to_come(timezone.now()).order_by().values_list("reason_id", flat=True).distinct()
    )
    shown = [row for row in rows if not row.is_collective or row.pk in dated]
    return render(
        request, "crm_appointments/public/reasons.html", {"reasons": shown, "listed": True}
    )


def way(pk: int, place: str) -> Search:
    """The search of an address, or 404."""
    reason = get_object_or_404(Reason.objects.public().single(), pk=pk)
    if place not in reason.public_places:
        raise Http404
    return Search(reason, Place(place))


@never_cache
@require_safe
def days(request: HttpRequest, pk: int, place: str) -> HttpResponse:
    return days_shown(request, way(pk, place))


def days_shown(
    request: HttpRequest, search: Search, notice: str = "", status: int = 200
) -> HttpResponse:
    reason, place = search.reason, search.place
    code = origins.read(request)

    def url_of(at: datetime) -> str:
        return origins.carry(reverse("book_slot", args=[reason.pk, place, at]), code)

    offer = offer_of(search, timezone.now(), request.GET.get("mois", ""), url_of)
    months = [replace(one, url=origins.carry(one.url, code)) for one in offer.months]
    offer = replace(offer, months=months)
    context = {"reason": reason, "place": place, "offer": offer, "notice": notice}
    return render(request, "crm_appointments/public/days.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, pk: int, place: str, starts_at: datetime) -> HttpResponse:
    """Who comes at this hour."""
    search = way(pk, place)
    now = timezone.now()

    def shown(form: PartyForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "reason": search.reason,
            "when": when(form.chosen or starts_at),
            "how": search.place.label,
            "back": reverse("book_days", args=[pk, place]),
            "information": notice_on(request, NOTICE),
        }
        return render(request, "crm_appointments/public/fill.html", context, status=status)

    if request.method != "POST":
        if not slots_at(search, starts_at, now):
            return days_shown(request, search, GONE, 409)
        return shown(BookingForm(place=search.place))
    form = BookingForm(request.POST, place=search.place)
    wanted = form.chosen or starts_at
    return answer(
        request,
        form,
        now,
        lambda: book(Wish(search, wanted), guest_of(request, form, now), at=now),
        lambda: nearest(search, wanted, now),
        shown,
    )


def guest_of(request: HttpRequest, form: BookingForm, now: datetime) -> Guest:
    return Guest(
        form.said(),
        BookedThrough.SITE,
        *form.household,
        form_key=form.key_uuid,
        wording=current_wording(NOTICE, now),
        origin=origins.read(request),
    )


def groups_to_come(now: datetime) -> QuerySet[Appointment]:
    """The collective dates that anybody may join, with the seats left."""
    return (
        Appointment.objects.planned()
        .filter(seats__gt=1, starts_at__gt=now, reason__active=True, reason__audience="public")
        .select_related("reason", "site__commune")
        .annotate(
            left=F("seats") - Count("places_held", filter=Q(places_held__party__isnull=False))
        )
        .order_by("starts_at", "pk")
    )


@never_cache
@require_safe
def groups(request: HttpRequest, pk: int) -> HttpResponse:
    """The dates of a collective appointment."""
    reason = get_object_or_404(Reason.objects.public(), pk=pk)
    if not reason.is_collective:
        return redirect("book")
    return groups_shown(request, reason)


def seats_left(row: Appointment) -> str:
    """« Quatre places libres », of a row of `groups_to_come`."""
    left: int = row.left  # type: ignore[attr-defined]
    return counted(left, "place libre", "places libres", feminine=True).capitalize()


def groups_shown(
    request: HttpRequest, reason: Reason, notice: str = "", status: int = 200
) -> HttpResponse:
    rows = groups_to_come(timezone.now()).filter(reason=reason)
    dates = [
        {
            "row": row,
            "day": timezone.localdate(row.starts_at),
            "place": place_of(row),
            "left": seats_left(row),
        }
        for row in rows
    ]
    context = {"reason": reason, "dates": dates, "notice": notice}
    return render(request, "crm_appointments/public/groups.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Who comes to this date."""
    now = timezone.now()
    row = get_object_or_404(groups_to_come(now), pk=pk)
    place = Place(row.place)

    def shown(form: PartyForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "reason": row.reason,
            "when": when(row.starts_at),
            "how": place_of(row),
            "back": reverse("book_group", args=[row.reason_id]),
            "information": notice_on(request, NOTICE),
        }
        return render(request, "crm_appointments/public/fill.html", context, status=status)

    if request.method != "POST":
        if row.left < 1:  # type: ignore[attr-defined]
            return groups_shown(
                request, row.reason, "Cette date est complète. En voici d’autres.", 409
            )
        return shown(BookingForm(place=place))
    form = BookingForm(request.POST, place=place)
    return answer(
        request, form, now, lambda: join(row, guest_of(request, form, now), at=now), list, shown
    )
