"""The letters of an appointment. What a stranger typed enters none of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from crm.letters import services as outbox
from crm.people.reaching import mail_address
from editorial.dates import day, hour

from . import links
from .models import Appointment, AppointmentParty, AppointmentState, Invitation, Place

ROOM = "crm_appointments/letters"


def key_of(row: AppointmentParty | Invitation) -> str:
    return f"{'rdv' if isinstance(row, AppointmentParty) else 'rdv-invitation'}-{row.pk}"


def told(appointment: Appointment) -> list[AppointmentParty]:
    """The households that still come."""
    rows = appointment.parties.filter(state=AppointmentState.PLANNED)
    return list(
        rows.select_related(
            "person", "journey", "appointment__reason", "appointment__site", "appointment__advisor"
        )
    )


def mail_of(party: AppointmentParty) -> str:
    """The address given for this appointment, else that of the file."""
    return party.said.email or (mail_address(party.person) if party.person else "")


def when(at: datetime) -> str:
    """« jeudi 3 décembre 2026 à 9 h 30 »."""
    local = timezone.localtime(at)
    return f"{day(local.date(), weekday=True)} à {hour(local.time())}"


def place_of(appointment: Appointment) -> str:
    """Where one goes, or what rings, in a sentence without its stop."""
    site = appointment.site
    here = ", ".join(filter(None, [site.name, site.address, site.commune.name])) if site else ""
    told = {
        Place.OFFICE: appointment.where or here or "dans nos bureaux",
        Place.PHONE: "par téléphone : nous vous appelons",
        Place.VIDEO: "en visioconférence",
        Place.HOME: f"chez vous, {appointment.where}" if appointment.where else "chez vous",
    }
    return told[Place(appointment.place)]


def _context(party: AppointmentParty) -> dict[str, Any]:
    appointment = party.appointment
    return {
        "reason": str(appointment.reason),
        "when": when(appointment.starts_at),
        "minutes": appointment.minutes,
        "place": place_of(appointment),
        "number": party.said.number if appointment.place == Place.PHONE else "",
        "video_link": appointment.video_link,
        "to_bring": appointment.reason.to_bring.splitlines(),
        "address": links.address_of("appointment"),
    }


def _write(name: str, party: AppointmentParty, key: str, now: datetime, **more: Any) -> bool:
    to = mail_of(party)
    if not to:
        return False
    letter = outbox.write(
        f"{ROOM}/{name}.txt",
        to=to,
        key=f"{key_of(party)}-{key}",
        person=party.person,
        context=_context(party) | more,
        link=links.link_to(party),
        at=now,
    )
    return letter is not None


def confirm(party: AppointmentParty, now: datetime) -> None:
    _write("confirmed", party, "confirme", now)


def moved(party: AppointmentParty, was: datetime, now: datetime) -> None:
    number = party.appointment.moves.count()
    _write("moved", party, f"deplace-{number}", now, was=when(was))


def cancelled(party: AppointmentParty, now: datetime) -> None:
    """Only before its hour: afterwards it is no news."""
    if party.appointment.starts_at <= now:
        return
    ours = party.state == AppointmentState.BY_SERVICE
    _write("cancelled", party, "annule", now, ours=ours, why=party.note if ours else "")


def remind(party: AppointmentParty, now: datetime) -> bool:
    number = party.appointment.moves.count()
    return _write("reminder", party, f"rappel-{number}", now)


def invite(invitation: Invitation, now: datetime, *, again: bool = False) -> bool:
    """Write the invitation, or its only reminder. False when there is no address to write to."""
    to = mail_address(invitation.person)
    if not to:
        return False
    outbox.write(
        f"{ROOM}/invitation.txt",
        to=to,
        key=f"{key_of(invitation)}{'-rappel' if again else '-envoi'}",
        person=invitation.person,
        context={
            "reason": str(invitation.reason),
            "summary": invitation.reason.summary,
            "minutes": invitation.reason.minutes,
            "until": day(invitation.until, weekday=True),
            "words": invitation.words,
            "again": again,
            "address": links.address_of("appointment_invitation"),
        },
        link=links.link_to(invitation),
        at=now,
    )
    return True


def give_to(party: AppointmentParty) -> None:
    outbox.give_to(party.person, key=key_of(party))
