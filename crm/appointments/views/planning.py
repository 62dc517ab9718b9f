"""From a file: an appointment taken with the person, an invitation sent; and the dates of collective ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.appointments import inviting
from crm.appointments.contents import Said
from crm.appointments.days import RIGHTS
from crm.appointments.forms.desk import BookForm, GroupForm, InviteForm, WishForm
from crm.appointments.models import BookedThrough, Invitation, Place, Reason
from crm.appointments.rights import FOR_OTHERS, may_plan_for
from crm.appointments.services import book, plan_group
from crm.appointments.slots import Search
from crm.appointments.week import receiving
from crm.appointments.wishes import Guest, Wish, by_hand
from crm.journal.refusal import Refused
from crm.journeys.models import Journey
from crm.journeys.views.acting import living
from crm.people.models import ContactKind, Household, Person
from crm.people.services import current_membership
from crm.registers.access import agent, needs, refuse
from crm.registers.opening import opens

from .desk import offered

ADD = (*RIGHTS, "crm_appointments.add_appointment")


def trail_of(person: Person, label: str) -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_search"), "label": "Personnes"},
        {"url": reverse("crm_person", args=[person.pk]), "label": str(person)},
        {"url": "", "label": label},
    ]


@needs(*ADD)
@opens("crm_people.person", "pk")
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Why, how and with whom, in the address; then the hour, posted."""
    person = living(pk)
    now = timezone.now()
    wish_form = WishForm(asked_of(request, person), advisors=receiving())
    form: BookForm | None = None
    if wish_form.is_valid():
        told = wish_form.cleaned_data
        advisor, reason = told["conseiller"], told["motif"]
        search = Search(reason, Place(told["comment"]), [advisor.pk], any_notice=True)
        form = BookForm(
            request.POST or None,
            offered=offered(search, now),
            initial=household_of(person),
            auto_id="book-%s",
        )
        if form.is_valid() and (done := _book(request, person, search, advisor, form)):
            return done
    context = {
        "person": person,
        "wish_form": wish_form,
        "form": form,
        "trail": trail_of(person, "Nouveau rendez-vous"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "crm_appointments/desk/new.html", context, status=status)


def asked_of(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What the address says, else the first reason, at the office, with the referent or oneself."""
    if "motif" in request.GET:
        return request.GET.dict()
    reason = Reason.objects.in_service().single().first()
    journey = Journey.objects.running_for(person)
    known = {one.pk for one in receiving()}
    owner = journey.owner_id if journey and journey.owner_id in known else agent(request).pk
    return {
        "motif": reason.pk if reason else "",
        "comment": reason.places[0].value if reason else Place.OFFICE.value,
        "conseiller": owner,
    }


def household_of(person: Person) -> dict[str, int]:
    """How many live in the household of a file."""
    membership = current_membership(person)
    home: Household | None = membership.household if membership else None
    if home is None:
        return {}
    roles = list(home.members.filter(ends_on__isnull=True).values_list("role", flat=True))
    children = sum(role == "child" for role in roles)
    return {"adults": max(1, len(roles) - children), "children": children}


def number_of(person: Person) -> str:
    """The number that we shall call: that of the file, used first."""
    point = person.contact_points.filter(kind=ContactKind.PHONE, is_primary=True).first()
    return point.value if point else ""


def _book(
    request: HttpRequest, person: Person, search: Search, advisor: Any, form: BookForm
) -> HttpResponse | None:
    told, now = form.cleaned_data, timezone.now()
    hand = None
    if form.is_by_hand:
        if not may_plan_for(agent(request), advisor.pk, now):
            form.add_error("day", "Hors de ses plages, cet agenda est tenu par son conseiller.")
            return None
        hand = by_hand(advisor, told["starts_at"], search.reason.minutes)
    if told["starts_at"] <= now:
        form.add_error("day" if form.is_by_hand else "slot", "Choisissez une heure à venir.")
        return None
    said = Said(phone=number_of(person) if search.place == Place.PHONE else "")
    guest = Guest(said, BookedThrough.DESK, told["adults"], told["children"], person=person)
    try:
        wish = Wish(search, told["starts_at"], by_hand=hand, where=told["where"])
        party = book(wish, guest, by=agent(request), at=now)
    except Refused as refusal:
        form.add_error("day" if form.is_by_hand else "slot", str(refusal))
        return None
    messages.success(request, f"Rendez-vous pris pour {person}.")
    return redirect("crm_appointment", party.appointment_id)


@needs(*ADD)
@opens("crm_people.person", "pk")
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """A link by which the person chooses."""
    person = living(pk)
    journey = Journey.objects.running_for(person)
    owner = journey.owner_id if journey and journey.owner_id else agent(request).pk
    initial = {"until": timezone.localdate() + timedelta(days=14), "advisors": [owner]}
    form = InviteForm(request.POST or None, advisors=receiving(), initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        try:
            inviting.invite(
                person, told["reason"], list(told["advisors"]), told["until"],
                place=told["place"], words=told["words"], by=agent(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Invitation envoyée à {person}.")
            return redirect("crm_person", person.pk)
    context = {
        "person": person,
        "form": form,
        "trail": trail_of(person, "Inviter à prendre rendez-vous"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_appointments/desk/invite.html", context, status=status)


@require_POST
@needs(*ADD)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Invitation.objects.select_related("person"), pk=pk)
    try:
        inviting.withdraw(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Invitation retirée : son lien ne répond plus.")
    return redirect("crm_person", row.person_id)


@needs(*ADD)
def group(request: HttpRequest) -> HttpResponse:
    """Set the date of a collective appointment."""
    user = agent(request)
    form = GroupForm(request.POST or None, advisors=receiving(), initial={"advisor": user.pk})
    if form.is_valid():
        told = form.cleaned_data
        advisor, reason = told["advisor"], told["reason"]
        if not may_plan_for(user, advisor.pk, timezone.now()):
            refuse(request, (FOR_OTHERS,))
        if told["starts_at"] <= timezone.now():
            form.add_error("day", "Choisissez une heure à venir.")
        else:
            try:
                row = plan_group(
                    reason,
                    by_hand(advisor, told["starts_at"], reason.minutes),
                    place=Place(told["place"]),
                    seats=told["seats"] or reason.seats,
                    where=told["where"],
                    by=user,
                )
            except Refused as refusal:
                form.add_error("hour", str(refusal))
            else:
                messages.success(request, "Date fixée : les foyers peuvent s’y inscrire.")
                return redirect("crm_appointment", row.pk)
    context = {
        "form": form,
        "trail": [
            {"url": reverse("crm_appointments"), "label": "Rendez-vous"},
            {"url": "", "label": "Rendez-vous collectif"},
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_appointments/desk/group.html", context, status=status)
