"""How an appointment went, or why it did not take place; what was said becomes an exchange of the journey."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.exchanges import log
from crm.journeys.models import Direction, InteractionKind, Journey, Outcome, Stage, TouchKind
from crm.journeys.services import advance
from crm.journeys.touches import Arrival, arrived
from crm.people.models import Person
from crm.people.services import heard_from
from editorial.dates import day, hour

from . import letters
from .diary import give_back
from .models import (
    CANCELLED,
    Appointment,
    AppointmentParty,
    AppointmentState,
    Place,
)
from .services import change_state, hold_row

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KINDS = {
    Place.OFFICE: InteractionKind.MEETING,
    Place.VIDEO: InteractionKind.MEETING,
    Place.HOME: InteractionKind.VISIT,
    Place.PHONE: InteractionKind.CALL,
}
TOO_EARLY = "Ce rendez-vous n’a pas commencé : attendez son heure, déplacez-le ou annulez-le."


@transaction.atomic
def fill_in(
    party: AppointmentParty,
    outcome: AppointmentState,
    note: str = "",
    *,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """Say whether a household came. The appointment follows once it is known of each of them."""
    now = at or timezone.now()
    appointment = hold_row(party.appointment)
    if outcome not in {AppointmentState.SEEN, AppointmentState.NO_SHOW}:
        raise Refused("Dites si le rendez-vous a été tenu, ou si personne n’est venu.")
    if appointment.starts_at > now:
        raise Refused(TOO_EARLY)
    locked = _own(party)
    change_state(locked, outcome, by=by, now=now, note=note.strip())
    file_note(locked, appointment, by=by, now=now)
    _follow(appointment, by, now)
    party.refresh_from_db()


def _own(party: AppointmentParty) -> AppointmentParty:
    rows = AppointmentParty.objects.select_related("person", "journey", "appointment__reason")
    return rows.get(pk=party.pk)


def _follow(appointment: Appointment, by: User | None, now: datetime) -> None:
    states = list(appointment.parties.standing().values_list("state", flat=True))
    if not states or AppointmentState.PLANNED in states:
        return
    came = AppointmentState.SEEN in states
    change_state(
        appointment,
        AppointmentState.SEEN if came else AppointmentState.NO_SHOW,
        by=by,
        now=now,
    )


def file_note(
    party: AppointmentParty, appointment: Appointment, *, by: User | None, now: datetime
) -> None:
    """Log what is known of an outcome in the file, when there is one; once."""
    if party.person is None or party.exchange_id or party.state == AppointmentState.PLANNED:
        return
    subject = f"Rendez-vous du {written(appointment.starts_at)}, {appointment.reason}"
    if party.state == AppointmentState.SEEN:
        party.exchange = log(
            party.person,
            KINDS[Place(appointment.place)],
            by=by,
            direction=Direction.OUT,
            outcome=Outcome.REACHED if appointment.place == Place.PHONE else Outcome.NONE,
            journey=party.journey,
            subject=subject[:160],
            text=party.note,
            duration=appointment.minutes,
            at=appointment.starts_at,
        )
        heard_from(party.person, at=appointment.starts_at)
        if party.journey and party.journey.closed_at is None:
            advance(party.journey, Stage.QUALIFIED, by=by, at=now)
    elif party.note:
        party.exchange = log(
            party.person,
            InteractionKind.NOTE,
            by=by,
            journey=party.journey,
            subject=f"{subject} : {AppointmentState(party.state).label}"[:160],
            text=party.note,
            at=now,
        )
    party.save(update_fields=["exchange"])


def written(at: datetime) -> str:
    """« 3 décembre à 9 h 30 »."""
    local = timezone.localtime(at)
    return f"{day(local.date(), year=False)} à {hour(local.time())}"


@transaction.atomic
def cancel_party(
    party: AppointmentParty,
    *,
    by_person: bool,
    note: str = "",
    by: User | None = None,
    letter: bool = True,
    at: datetime | None = None,
) -> None:
    """One household does not come: its seat is free again, and the hour too when nobody else comes."""
    now = at or timezone.now()
    appointment = hold_row(party.appointment)
    if not by_person and not note.strip():
        raise Refused("Dites pourquoi ce rendez-vous est annulé.")
    state = AppointmentState.BY_PERSON if by_person else AppointmentState.BY_SERVICE
    locked = _own(party)
    change_state(locked, state, by=by, now=now, reason=note, note=note.strip())
    file_note(locked, appointment, by=by, now=now)
    appointment.places_held.filter(party=locked).update(party=None)
    if by_person and locked.person and by is None:
        heard_from(locked.person, at=now)
    _reopen_invitation(locked)
    if appointment.is_collective:
        _follow_past(appointment, by, now)
    else:
        _cancel(appointment, state, note, by, now)
    if letter:
        letters.cancelled(locked, now)
    party.refresh_from_db()


def _follow_past(appointment: Appointment, by: User | None, now: datetime) -> None:
    if appointment.ends_at <= now:
        _follow(appointment, by, now)


def _reopen_invitation(party: AppointmentParty) -> None:
    """Whoever was invited may choose again, as long as the invitation holds."""
    invitation = getattr(party, "invitation", None)
    if invitation is not None:
        invitation.party = None
        invitation.save(update_fields=["party"])


@transaction.atomic
def cancel(
    appointment: Appointment, reason: str, *, by: User | None, at: datetime | None = None
) -> None:
    """The team calls an appointment off, and writes to each household."""
    now = at or timezone.now()
    locked = hold_row(appointment)
    if not reason.strip():
        raise Refused("Dites pourquoi ce rendez-vous est annulé.")
    _cancel(locked, AppointmentState.BY_SERVICE, reason.strip(), by, now)
    for party in letters.told(locked):
        change_state(
            party, AppointmentState.BY_SERVICE, by=by, now=now, reason=reason, note=reason.strip()
        )
        file_note(party, locked, by=by, now=now)
        _reopen_invitation(party)
        letters.cancelled(party, now)
    locked.places_held.update(party=None)
    appointment.refresh_from_db()


def _cancel(
    appointment: Appointment, state: AppointmentState, reason: str, by: User | None, now: datetime
) -> None:
    change_state(
        appointment, state, by=by, now=now, reason=reason,
        cancel_reason=reason.strip()[:240], changed_at=now,
    )  # fmt: skip
    give_back(appointment)


@transaction.atomic
def attach(
    party: AppointmentParty, person: Person, *, by: User | None, at: datetime | None = None
) -> None:
    """Put the appointment of somebody unknown in a file. The file itself is never rewritten."""
    now = at or timezone.now()
    appointment = hold_row(party.appointment)
    locked = _own(party)
    if person.anonymised_at or person.merged_into_id:
        raise Refused("Ce dossier est anonymisé ou fusionné : choisissez-en un autre.")
    if locked.person_id:
        raise Refused("Ce rendez-vous est déjà rattaché à un dossier.")
    locked.person, locked.journey = person, Journey.objects.running_for(person)
    locked.save(update_fields=["person", "journey"])
    record(Action.CHANGED, locked, by=by, person_id=person.pk, fields=["person"], at=now)
    # They booked by themselves: that was a sign of life, whenever it is filed.
    heard_from(person, at=locked.booked_at)
    arrival = Arrival(TouchKind.APPOINTMENT, locked.origin, locked.booked_at)
    arrived(person, arrival, journey=locked.journey)
    letters.give_to(locked)
    file_note(locked, appointment, by=by, now=now)
    party.refresh_from_db()


def is_cancelled(row: Appointment | AppointmentParty) -> bool:
    return row.state in CANCELLED
