"""The doors of a residence until it is decided: asked for, studied, granted, refused, put on the waiting list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Acquisition, Journey, Stage, TouchKind, Track
from crm.journeys.services import advance, open_journey
from crm.journeys.touches import came_back
from crm.people.models import Person
from crm.people.services import heard_from
from crm.waiting import services as waiting
from crm.waiting.models import WaitState

from . import letters, places
from .contents import Asked
from .models import UNDECIDED, Committee, Residence, ResidenceKind, ResidenceState
from .moving import WAITS_FOR, change, hold, move
from .rules import check, check_decision, due_at, next_committee
from .waitlist import leave, pass_on

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TWICE = "Cette personne a déjà une demande ou une résidence de cette durée en cours."
WITHDRAWN = "La personne retire sa demande."


@transaction.atomic
def request(
    person: Person,
    kind: ResidenceKind,
    asked: Asked,
    *,
    by: User | None,
    received_at: datetime | None = None,
    source: Acquisition | None = None,
    tell: bool = True,
    at: datetime | None = None,
) -> Residence:
    """Write down a request, and tell the person by when it is answered unless they were told already.

    received_at  when it reached us, if that was earlier: its clock runs from then
    """
    now = at or timezone.now()
    came = received_at or now
    if person.anonymised_at or person.merged_into_id:
        raise Refused("Ce dossier est anonymisé ou fusionné : choisissez-en un autre.")
    check(kind, asked, timezone.localdate(came))
    committee = next_committee(timezone.localdate(now)) if kind == ResidenceKind.LONG else None
    try:
        with transaction.atomic():
            row = Residence.objects.create(
                person=person,
                journey=_journey_of(person, source, by, now),
                kind=kind,
                requested_at=came,
                decision_due_at=due_at(kind, came, committee),
                committee=committee,
                project=asked.project.strip(),
                starts_on=asked.starts_on,
                ends_on=asked.ends_on,
                persons=asked.persons,
                lodging_wanted=asked.lodging_wanted,
                office_wanted=asked.office_wanted,
            )
    except IntegrityError as error:
        raise Refused(TWICE) from error
    record(Action.CREATED, row, by=by, person_id=person.pk, at=now)
    heard_from(person, at=came)
    came_back(person, TouchKind.RESIDENCE, source, at=came, journey=row.journey)
    if tell:
        letters.tell(row, letters.RECEIVED, now)
    return row


def _journey_of(
    person: Person, source: Acquisition | None, by: User | None, now: datetime
) -> Journey:
    """The open journey that moved last, else a new one: who asks for a residence means to come."""
    running = Journey.objects.running_for(person)
    return running or open_journey(person, Track.RELOCATION, by=by, owner=by, source=source, at=now)


@transaction.atomic
def amend(row: Residence, asked: Asked, *, by: User | None, at: datetime | None = None) -> None:
    """Write what is asked for otherwise, until it is decided."""
    now = at or timezone.now()
    locked = hold(row)
    if locked.state not in UNDECIDED or locked.days.exists():
        raise Refused(
            "Cette demande est décidée, ou une place lui est proposée : elle ne change plus."
        )
    check(ResidenceKind(locked.kind), asked, timezone.localdate(now))
    change(locked, vars(asked), by=by, now=now)
    row.refresh_from_db()


@transaction.atomic
def instruct(row: Residence, text: str, *, by: User | None, at: datetime | None = None) -> None:
    """Note what was found out about a request; the first time, it becomes « instruite »."""
    now = at or timezone.now()
    locked = hold(row)
    if locked.state == ResidenceState.INSTRUCTED:
        change(locked, {"instruction": text.strip()}, by=by, now=now)
    else:
        move(locked, ResidenceState.INSTRUCTED, by=by, now=now, instruction=text.strip())
    row.refresh_from_db()


def _study(row: Residence, by: User | None, now: datetime) -> None:
    """Whoever decides has studied: nobody presses two buttons for one decision."""
    if row.state == ResidenceState.REQUESTED:
        move(row, ResidenceState.INSTRUCTED, by=by, now=now)


@transaction.atomic
def grant(row: Residence, *, by: User | None, reason: str = "", at: datetime | None = None) -> None:
    """Say yes, and hold a place on those days. Raises Refused when none is free, or when it is too early."""
    now = at or timezone.now()
    locked = hold(row)
    _study(locked, by, now)
    check_decision(locked, now)
    places.take(locked)
    leave(locked, WaitState.ACCEPTED, by=by, reason="Résidence accordée.", now=now)
    _decide(locked, ResidenceState.GRANTED, by, reason.strip(), now)
    if locked.journey is not None:
        advance(locked.journey, Stage.RESIDENCE, by=by, at=now)
    letters.tell(locked, letters.GRANTED, now)
    row.refresh_from_db()


@transaction.atomic
def refuse(
    row: Residence,
    reason: str,
    *,
    by: User | None,
    withdrawn: bool = False,
    at: datetime | None = None,
) -> None:
    """Say no, with a reason and how to contest it. `withdrawn`: the person asked for it, nothing is written."""
    now = at or timezone.now()
    locked = hold(row)
    why = reason.strip() or (WITHDRAWN if withdrawn else "")
    if not why:
        raise Refused("Un refus doit être motivé.")
    _study(locked, by, now)
    if not withdrawn:
        check_decision(locked, now)
    held = locked.days.exists()
    places.release(locked)
    leave(locked, WaitState.DECLINED, by=by, reason=why, now=now)
    _decide(locked, ResidenceState.REFUSED, by, why, now)
    if not withdrawn:
        letters.tell(locked, letters.REFUSED, now)
    if held:
        pass_on(locked.kind, by=by, at=now)
    row.refresh_from_db()


def _decide(row: Residence, to: ResidenceState, by: User | None, why: str, now: datetime) -> None:
    move(row, to, by=by, now=now, why=why, decided_at=now, decided_by=by, reason=why)


@transaction.atomic
def wait_for_a_place(row: Residence, *, by: User | None, at: datetime | None = None) -> None:
    """Say yes while no place is free: it waits for one, in the order of the list of its kind."""
    now = at or timezone.now()
    locked = hold(row)
    _study(locked, by, now)
    check_decision(locked, now)
    if locked.waiting_since:
        raise Refused("Cette demande attend déjà une place.")
    if not places.why_full(locked):
        raise Refused("Une place est libre sur ces dates : accordez la résidence.")
    waiting.join(
        WAITS_FOR, locked.kind, person=locked.person, reference=str(locked.pk), by=by, at=now
    )
    change(locked, {"waiting_since": now}, by=by, now=now)
    letters.tell(locked, letters.WAITING, now)
    row.refresh_from_db()


@transaction.atomic
def put_to(
    row: Residence, committee: Committee, *, by: User | None, at: datetime | None = None
) -> None:
    """Put a long request to another committee, which then answers it."""
    now = at or timezone.now()
    locked = hold(row)
    if locked.kind != ResidenceKind.LONG or locked.state not in UNDECIDED or locked.waiting_since:
        raise Refused("Seule une demande de résidence longue à décider va à un comité.")
    chosen = Committee.objects.select_for_update().get(pk=committee.pk)
    if chosen.closed_at:
        raise Refused("Le procès-verbal de ce comité est arrêté : choisissez-en un autre.")
    due = due_at(ResidenceKind.LONG, now, chosen)
    change(locked, {"committee": chosen, "decision_due_at": due}, by=by, now=now)
    row.refresh_from_db()
