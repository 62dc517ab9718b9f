"""What the link of an invitation opens: the ways to meet, the hours, and then the booking itself."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.appointments import inviting, links
from crm.appointments.forms.public import InvitedForm, PartyForm
from crm.appointments.letters import when
from crm.appointments.models import BookedThrough, Invitation, Place
from crm.appointments.offer import nearest, offer_of
from crm.appointments.slots import slots_at
from crm.appointments.wishes import Guest, Wish
from crm.consents.services import current_wording, notice_on
from crm.registers.private_pages import private

from .booking import GONE
from .personal import unknown
from .posting import NOTICE, answer


@private("strict-origin")
@require_safe
def ways(request: HttpRequest, token: str) -> HttpResponse:
    """One way to meet leads straight to the hours; a booking is shown as any other."""
    invitation = links.invitation_of(token)
    if invitation is None:
        return unknown(request)
    if invitation.party_id:
        return redirect("appointment", token)
    places = inviting.places_of(invitation)
    is_open = links.is_open(invitation, timezone.now())
    if is_open and len(places) == 1:
        return redirect("invited_days", token, places[0])
    context = {
        "invitation": invitation,
        "token": token,
        "is_open": is_open,
        "places": [(reverse("invited_days", args=[token, one]), one) for one in places],
    }
    return render(request, "crm_appointments/public/invitation.html", context)


def _opened(token: str, place: str) -> tuple[Invitation, Place] | None:
    invitation = links.invitation_of(token)
    if invitation is None or invitation.party_id or not links.is_open(invitation, timezone.now()):
        return None
    if place not in inviting.places_of(invitation):
        raise Http404
    return invitation, Place(place)


@private("strict-origin")
@require_safe
def days(request: HttpRequest, token: str, place: str) -> HttpResponse:
    found = _opened(token, place)
    return days_shown(request, token, *found) if found else ways_again(request, token)


def days_shown(
    request: HttpRequest,
    token: str,
    invitation: Invitation,
    place: Place,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    def url_of(at: datetime) -> str:
        return reverse("invited_slot", args=[token, place, at])

    search = inviting.search_of(invitation, place)
    offer = offer_of(search, timezone.now(), request.GET.get("mois", ""), url_of)
    several = len(inviting.places_of(invitation)) > 1
    context = {
        "reason": invitation.reason,
        "place": place,
        "offer": offer,
        "notice": notice,
        "invitation": invitation,
        "back": reverse("appointment_invitation", args=[token]) if several else "",
    }
    return render(request, "crm_appointments/public/days.html", context, status=status)


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, token: str, place: str, starts_at: datetime) -> HttpResponse:
    found = _opened(token, place)
    if found is None:
        return ways_again(request, token)
    invitation, way = found
    now = timezone.now()
    search = inviting.search_of(invitation, way)

    def shown(form: PartyForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "reason": invitation.reason,
            "when": when(form.chosen or starts_at),
            "how": way.label,
            "back": reverse("invited_days", args=[token, way]),
            "information": notice_on(request, NOTICE),
            "invited": True,
        }
        return render(request, "crm_appointments/public/fill.html", context, status=status)

    if request.method != "POST":
        if not slots_at(search, starts_at, now):
            return days_shown(request, token, invitation, way, GONE, 409)
        return shown(InvitedForm(place=way))
    form = InvitedForm(request.POST, place=way)
    wanted = form.chosen or starts_at

    def guest() -> Guest:
        return Guest(
            form.said(),
            BookedThrough.INVITATION,
            *form.household,
            person=invitation.person,
            journey=invitation.journey,
            wording=current_wording(NOTICE, now),
            form_key=form.key_uuid,
        )

    return answer(
        request,
        form,
        now,
        lambda: inviting.answer(invitation, Wish(search, wanted), guest(), at=now),
        lambda: nearest(search, wanted, now),
        shown,
    )


def ways_again(request: HttpRequest, token: str) -> HttpResponse:
    """Answered already, over or withdrawn: the link itself says so."""
    return redirect("appointment_invitation", token)
