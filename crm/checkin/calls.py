"""Who asked at the Forum to be called back: the only ones of whom a file may be opened."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from crm.consents.models import Purpose
from crm.consents.services import note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Person
from crm.registrations.models import Registration

from .models import FILED, CallBack, CallOutcome

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NEVER_ASKED = "Cette personne n’a pas demandé à être rappelée : aucun dossier ne s’ouvre sans elle."
UNPROVEN = "Son adresse n’est pas confirmée : rien ne dit que c’est bien elle qui demande un appel."


def asked(rows: QuerySet[Registration] | None = None) -> QuerySet[Registration]:
    """The requests that nobody answered yet, the oldest first."""
    found = Registration.objects.all() if rows is None else rows
    return found.filter(
        wants_call=True,
        address_proven_at__isnull=False,
        forgotten_at__isnull=True,
        call_back__isnull=True,
    ).order_by("registered_at", "pk")


def refused(registration: Registration) -> str:
    """Why nobody may be called back for a registration, in French; "" when they asked for it."""
    if not registration.wants_call:
        return NEVER_ASKED
    if registration.address_proven_at is None:
        return UNPROVEN
    if registration.forgotten_at:
        return "Ses coordonnées sont effacées."
    return ""


@transaction.atomic
def answer(
    registration: Registration,
    outcome: CallOutcome,
    *,
    person: Person | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> CallBack:
    """The only door: a request is answered once. `person` is the file that was opened or found.

    Their consent to be invited is noted then, as they read it when they registered. Raises Refused.
    """
    now = at or timezone.now()
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    if why := refused(row):
        raise Refused(why)
    if CallBack.objects.filter(registration=row).exists():
        raise Refused("Quelqu’un a déjà répondu à cette demande.")
    if (outcome in FILED) != (person is not None):
        raise Refused("Un dossier ouvert ou rattaché se désigne, et lui seul.")
    if person is not None:
        _file(row, person, by, now)
    call = CallBack.objects.create(registration=row, outcome=outcome, at=now, by=by)
    record(Action.CREATED, call, by=by, person_id=row.person_id, after=outcome, at=now)
    return call


def _file(row: Registration, person: Person, by: User | None, now: datetime) -> None:
    row.person = person
    row.save(update_fields=["person"])
    record(Action.CHANGED, row, by=by, person_id=person.pk, fields=["person"], at=now)
    if row.wants_invitations and row.invitations_withdrawn_at is None:
        note(
            person, Purpose.FORUM, given=True, channel="inscription au Forum",
            wording=row.invitations_wording, by=by, at=row.registered_at,
        )  # fmt: skip
