"""Those who asked to be called back, and the file that an advisor opens or finds for them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from crm.checkin.calls import answer, asked, refused
from crm.checkin.models import FILED, CallBack, CallOutcome
from crm.journal.refusal import Refused
from crm.journeys.models import AcquisitionKind, Journey
from crm.journeys.views.first_contact import RIGHTS, Origin, contact_screen
from crm.registers.access import agent, needs
from crm.registrations.models import Registration
from editorial.typography import french

from .common import ICON, SEE, edition_numbered, found, trail_of

ANSWER = (SEE, "crm_checkin.add_callback")
WITHOUT_FILE = {one.value for one in CallOutcome if one not in FILED}


@require_safe
@needs(SEE)
def calls(request: HttpRequest, number: int) -> HttpResponse:
    row = edition_numbered(number)
    own = Registration.objects.filter(edition=row)
    done = CallBack.objects.filter(registration__in=own, registration__forgotten_at__isnull=True)
    context = {
        "edition": row,
        "rows": list(asked(own)),
        "done": list(done.select_related("registration", "by").order_by("-at", "-pk")[:20]),
        "desk_icon": ICON,
        "trail": trail_of(row, "À rappeler"),
    }
    return render(request, "crm_checkin/desk/calls.html", context)


@require_POST
@needs(*ANSWER)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """No file comes of a call: it is answered all the same."""
    row = found(pk)
    outcome = request.POST.get("outcome", "")
    if outcome not in WITHOUT_FILE:
        messages.error(request, "Choisissez la suite donnée à l’appel.")
        return redirect("crm_forum_registration", pk)
    try:
        answer(row, CallOutcome(outcome), by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "La suite est notée. Aucun dossier n’est ouvert.")
    return redirect("crm_forum_calls", row.edition.number)


@needs(*ANSWER, *RIGHTS)
def open_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen of a first contact, for those alone who asked to be called back."""
    row = found(pk)
    if why := refused(row):
        messages.error(request, french(why))
        return redirect("crm_forum_registration", pk)
    if CallBack.objects.filter(registration=row).exists():
        messages.error(request, "Quelqu’un a déjà répondu à cette demande.")
        return redirect("crm_forum_registration", pk)
    outcome = CallOutcome.ATTACHED if request.POST.get("onto") else CallOutcome.OPENED

    def then(journey: Journey) -> None:
        answer(row, outcome, person=journey.person, by=agent(request))

    origin = Origin(
        known=known_of(row),
        page=f"forum {row.edition.number}",
        lead=french(
            f"Pré-rempli d’après l’inscription de {row} au Forum : relisez, complétez, ouvrez le dossier."
        ),
        then=then,
        trail=(
            *trail_of(row.edition, str(row))[:-1],
            {"url": reverse("crm_forum_registration", args=[pk]), "label": str(row)},
            {"url": "", "label": "Premier contact"},
        ),
    )
    return contact_screen(request, origin)


def known_of(row: Registration) -> dict[str, Any]:
    return {
        "way": "called",
        "first_name": row.first_name,
        "last_name": row.last_name,
        "email": row.email,
        "phone": row.phone,
        "preferred_channel": "phone" if row.phone else "email",
        "source": AcquisitionKind.FORUM.value,
        "edition": row.edition_id,
        "declared_text": row.declared_source,
        "text": "A demandé à être rappelée en s’inscrivant au Forum.",
    }
