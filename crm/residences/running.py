"""The doors of a residence once it is granted: begun, ended, reviewed, or given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.people.services import heard_from
from crm.registers.words import counted

from . import letters, places
from .models import Outlook, Party, Residence, ResidenceState, Signature
from .moving import change, hold, move
from .waitlist import pass_on

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def signed_by(row: Residence) -> set[str]:
    """The parties that signed the agreement that counts."""
    rows = Signature.objects.filter(agreement__residence=row, agreement__replaced_at__isnull=True)
    return set(rows.values_list("party", flat=True))


def why_not_started(row: Residence, now: datetime) -> str:
    """Return what a granted residence still lacks before it begins, "" when it may."""
    if missing := [party for party in Party if party not in signed_by(row)]:
        names = ", ".join(party.label for party in missing)
        told = counted(len(missing), "signature", feminine=True)
        return f"Il manque {told} à la convention : {names}."
    if row.starts_on > timezone.localdate(now):
        return f"La résidence commence le {row.starts_on:%d/%m/%Y}."
    return ""


@transaction.atomic
def start_if_ready(row: Residence, *, by: User | None = None, at: datetime | None = None) -> bool:
    """Begin a granted residence on its day, once its three parties have signed. Stages and screens follow facts."""
    now = at or timezone.now()
    locked = hold(row)
    if locked.state != ResidenceState.GRANTED or why_not_started(locked, now):
        return False
    move(locked, ResidenceState.RUNNING, by=by, now=now, started_at=now)
    row.refresh_from_db()
    return True


@transaction.atomic
def end(
    row: Residence, *, by: User | None = None, reason: str = "", at: datetime | None = None
) -> None:
    """End a residence after its last day, or before for a reason: the days that are left go to others."""
    now = at or timezone.now()
    locked = hold(row)
    today = timezone.localdate(now)
    early = today <= locked.ends_on
    if early and not reason.strip():
        raise Refused("Dites pourquoi la résidence s’arrête avant son terme.")
    move(
        locked, ResidenceState.ENDED, by=by, now=now, why=reason.strip(), ended_at=now,
        ending_reason=reason.strip(),
        review_due_on=today + timedelta(days=settings.RESIDENCES["review_days"]),
    )  # fmt: skip
    places.release(locked, after=today)
    letters.tell(locked, letters.ENDED, now)
    if early:
        pass_on(locked.kind, by=by, at=now)
    row.refresh_from_db()


@transaction.atomic
def renounce(
    row: Residence,
    reason: str,
    *,
    by: User | None = None,
    heard: bool = True,
    at: datetime | None = None,
) -> None:
    """Give up a residence that was granted: its days go to who waits.

    `heard` is False when the person said nothing: their file is anonymised.
    """
    now = at or timezone.now()
    if not reason.strip():
        raise Refused("Dites pourquoi la personne renonce.")
    locked = hold(row)
    move(
        locked, ResidenceState.RENOUNCED, by=by, now=now, why=reason.strip(), renounced_at=now,
        ending_reason=reason.strip(),
    )  # fmt: skip
    places.release(locked)
    if heard:
        heard_from(locked.person, at=now)
    pass_on(locked.kind, by=by, at=now)
    row.refresh_from_db()


@transaction.atomic
def plan_review(
    row: Residence, when: datetime, *, by: User | None, at: datetime | None = None
) -> None:
    """Set the appointment of the review, and write to the person."""
    now = at or timezone.now()
    locked = hold(row)
    if locked.state not in {ResidenceState.RUNNING, ResidenceState.ENDED}:
        raise Refused("Le bilan se prévoit pendant la résidence ou après sa fin.")
    if when <= now:
        raise Refused("Choisissez un moment à venir.")
    change(locked, {"review_at": when}, by=by, now=now)
    letters.tell(locked, letters.REVIEW, now)
    row.refresh_from_db()


@transaction.atomic
def hold_review(
    row: Residence,
    tried: str,
    outlook: Outlook,
    next_steps: str,
    *,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """Note what came of a residence that has ended."""
    now = at or timezone.now()
    if not tried.strip() or not outlook:
        raise Refused("Un bilan dit ce qui a été essayé et la suite que la personne y donne.")
    locked = hold(row)
    move(
        locked, ResidenceState.REVIEWED, by=by, now=now, reviewed_at=now, reviewed_by=by,
        tried=tried.strip(), outlook=outlook, next_steps=next_steps.strip(),
    )  # fmt: skip
    heard_from(locked.person, at=now)
    row.refresh_from_db()


def follow_the_calendar(at: datetime) -> None:
    """Begin what is ready on its day, end what is past its last day. Safe from two machines at once."""
    today = timezone.localdate(at)
    granted = Residence.objects.in_state(ResidenceState.GRANTED).filter(starts_on__lte=today)
    for row in granted.order_by("pk"):
        start_if_ready(row, at=at)
    running = Residence.objects.in_state(ResidenceState.RUNNING).filter(ends_on__lt=today)
    for row in running.order_by("pk"):
        _end_once(row, at)


@transaction.atomic
def _end_once(row: Residence, at: datetime) -> None:
    if hold(row).state == ResidenceState.RUNNING:
        end(row, at=at)
