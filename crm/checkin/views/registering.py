"""Somebody registers by telephone, or changes what they said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from crm.checkin.forms import A_GROUP, PEOPLE, ComingForm, ContactForm, group_of
from crm.consents.services import current_wording, notice_on
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registrations.choices import choices_of
from crm.registrations.models import LIVE, Registration, RegistrationState
from crm.registrations.seats import coming
from crm.registrations.services import change, register
from editorial import form_key
from forum.models import Edition

from .common import CHANGE, ICON, SEE, edition_numbered, found, trail_of

NOTICE = "forum"
WAITS = "Le Forum est complet\u00a0: le groupe est en liste d’attente."
ADD = (SEE, "crm_registrations.add_registration")


@needs(*ADD)
def new(request: HttpRequest, number: int) -> HttpResponse:
    """Register a group. When the Forum is full it waits, and the page says so."""
    row = edition_numbered(number)
    posted = request.POST if request.method == "POST" else None
    contact = ContactForm(posted)
    people: Any = PEOPLE(posted, prefix="people", form_kwargs={"edition": row})
    key = form_key.read(request.POST.get("key", "")) or form_key.issue(timezone.now())
    if posted is not None and contact.is_valid() and people.is_valid():
        try:
            made = register(
                row, group_of(contact, people), form_key=key.uuid,
                wording=current_wording(NOTICE), by=agent(request),
            )  # fmt: skip
        except Refused as refusal:
            contact.add_error(None, str(refusal))
        else:
            waits = made.state == RegistrationState.WAITLISTED
            messages.success(request, WAITS if waits else "L’inscription est faite.")
            return redirect("crm_forum_registration", made.pk)
    return _page(
        request, row, contact, people, "Inscrire par téléphone",
        key=key.sign(), notice=notice_on(request, NOTICE),
    )  # fmt: skip


@needs(*CHANGE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    if row.state not in LIVE:
        messages.error(request, "Cette inscription est annulée.")
        return redirect("crm_forum_registration", pk)
    posted = request.POST if request.method == "POST" else None
    contact = ContactForm(posted, initial=ContactForm.values_of(row))
    people: Any = PEOPLE(
        posted, prefix="people", form_kwargs={"edition": row.edition}, initial=_known(row)
    )
    if posted is not None and contact.is_valid() and people.is_valid():
        try:
            change(row, group_of(contact, people, row), by=agent(request))
        except Refused as refusal:
            contact.add_error(None, str(refusal))
        else:
            messages.success(request, "L’inscription est à jour.")
            return redirect("crm_forum_registration", pk)
    return _page(request, row.edition, contact, people, f"Modifier l’inscription de {row}", row=row)


def _known(row: Registration) -> list[dict[str, Any]]:
    """What each one said, the workshops that they wait for included."""
    people = coming(row)
    choices = choices_of(people)
    return [ComingForm.values_of(one, choices.get(one.pk, {})) for one in people]


def _page(
    request: HttpRequest,
    edition: Edition,
    contact: ContactForm,
    people: Any,
    title: str,
    **more: Any,
) -> HttpResponse:
    context = {
        "edition": edition,
        "contact": contact,
        "people": people,
        "most": A_GROUP,
        "title": title,
        "desk_icon": ICON,
        "trail": trail_of(edition, title),
        **more,
    }
    wrong = contact.errors or (people.is_bound and not people.is_valid())
    return render(request, "crm_checkin/desk/register.html", context, status=422 if wrong else 200)
