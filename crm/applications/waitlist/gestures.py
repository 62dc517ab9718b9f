"""What an advisor does by hand on the list of a session: each gesture is motivated and journalled."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.applications.decision_letters import EXTENDED, tell_once
from crm.applications.models import Application, ApplicationState, Enrolment, EnrolmentState
from crm.applications.seats import hold
from crm.applications.services import move
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.waiting import services as waiting
from crm.waiting.deadlines import end_of_day
from crm.waiting.models import WaitEntry, WaitState
from crm.waiting.promoting import promote
from editorial.plugins import TRAINING_SESSION
from training.models import Session

from . import taker
from .enlisting import enlist_strays
from .keeping import entry_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def offer_next(
    session: Session, *, by: User | None, reason: str = "", at: datetime | None = None
) -> WaitEntry:
    """Offer one free seat to the next person who can take it. Raises Refused with what stands in the way."""
    now = at or timezone.now()
    key = str(session.pk)
    enlist_strays(now)
    hold([session.pk])
    if why := taker.blocked(key, now):
        raise Refused(f"{why} Aucune place ne peut être proposée.")
    if not taker.free(key):
        raise Refused("Aucune place n’est libre : il faut d’abord qu’une place se libère.")
    offered = promote(TRAINING_SESSION, key, places=1, by=by, reason=reason, at=now)
    if not offered:
        raise Refused("Personne sur la liste ne peut prendre cette place en ce moment.")
    return offered[0]


@transaction.atomic
def take_off(
    entry: WaitEntry,
    to: ApplicationState,
    *,
    by: User | None,
    reason: str,
    at: datetime | None = None,
) -> Application:
    """Take somebody off the list: the application goes where the agent says, for a reason."""
    if not reason.strip():
        raise Refused("Indiquez pourquoi cette personne quitte la liste d’attente.")
    row = Application.objects.get(pk=int(entry.reference))
    if row.state != ApplicationState.WAITLISTED:
        raise Refused("Cette candidature n’est plus sur liste d’attente.")
    return move(row, to, by=by, reason=reason, at=at)


@transaction.atomic
def pool_all(session: Session, *, by: User | None, reason: str, at: datetime | None = None) -> int:
    """Put off everybody who waits for a session that offers nothing any more. Return how many."""
    now = at or timezone.now()
    if not reason.strip():
        raise Refused("Indiquez pourquoi ces personnes sont reportées.")
    hold([session.pk])
    if not taker.blocked(str(session.pk), now):
        raise Refused("Cette session peut encore proposer des places : reportez une à une.")
    rows = Application.objects.filter(session=session, state=ApplicationState.WAITLISTED)
    waiting_rows = list(rows.order_by("pk"))
    for row in waiting_rows:
        move(row, ApplicationState.POOLED, by=by, reason=reason, at=now)
    return len(waiting_rows)


@transaction.atomic
def extend_offer(
    enrolment: Enrolment,
    day: date,
    *,
    by: User | None,
    reason: str,
    at: datetime | None = None,
) -> Enrolment:
    """Keep an offered seat until the end of a later day, and tell the person.

    Raises Refused without a reason, on a day that gives no more time, or once nothing is offered.
    """
    now = at or timezone.now()
    session = Enrolment.objects.values_list("roster__session", flat=True).get(pk=enrolment.pk)
    hold([session])
    row = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("application__person", "application__session__course")
        .get(pk=enrolment.pk)
    )
    _check_extension(row, day, reason, now)
    row.expires_at = end_of_day(day)
    row.save(update_fields=["expires_at"])
    record(
        Action.CHANGED, row, by=by, person_id=row.application.person_id, fields=["expires_at"],
        reason=reason.strip(), at=now,
    )  # fmt: skip
    entry = entry_of(row.application, session)
    if entry is not None and entry.state == WaitState.OFFERED:
        waiting.extend(entry, row.expires_at, by=by, reason=reason, at=now)
    tell_once(row.application, EXTENDED, f"extended-{day:%Y%m%d}", now)
    return row


def _check_extension(row: Enrolment, day: date, reason: str, now: datetime) -> None:
    if row.state != EnrolmentState.OFFERED or row.expires_at is None:
        raise Refused("Aucune offre ne court plus pour cette personne.")
    if not reason.strip():
        raise Refused("Indiquez pourquoi ce délai est prolongé.")
    if day <= timezone.localdate(row.expires_at) or day < timezone.localdate(now):
        raise Refused("Choisissez un jour qui suit l’échéance actuelle.")
    starts_on = row.application.session.starts_on if row.application.session else None
    if starts_on and day >= starts_on:
        raise Refused(f"La session commence le {starts_on:%d/%m/%Y} : répondez avant.")
