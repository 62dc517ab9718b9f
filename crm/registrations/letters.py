"""What those who come to the Forum are written. One secret link opens the page of their registration."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from crm.letters import links
from crm.letters import services as outbox
from crm.letters.services import TOKEN, Link
from forum.models import Slot

from .models import Participant, Registration, RegistrationState, Roster, WorkshopSeat
from .tickets import ticket_url
from .windows import frozen_from
from .words import edition_words, moment_words, slot_words

PURPOSE = "forum-inscription"


def key_of(row: Registration) -> str:
    return f"forum-registration-{row.pk}"


def opened_by(token: str, at: datetime | None = None) -> Registration | None:
    """The registration of a link, None once what names people is emptied."""
    link = links.find(PURPOSE, token, at=at)
    if link is None:
        return None
    rows = Registration.objects.filter(pk=int(link.target), forgotten_at=None)
    return rows.select_related("edition").first()


def to_confirm(row: Registration, held: bool, now: datetime) -> None:
    until = moment_words(row.confirm_before) if row.confirm_before else ""
    _write(row, "to_confirm", "to-confirm", now, until=until, held=held)


def known(row: Registration, now: datetime) -> None:
    """To an address that is registered already: its own link again, once an hour at most."""
    _write(
        row, "known", f"known-{now:%Y%m%d%H}", now, pending=row.state == RegistrationState.PENDING
    )


def confirmed(row: Registration, people: list[Participant], now: datetime) -> None:
    _write(row, "confirmed", f"confirmed-{now:%Y%m%d%H%M%S%f}", now, tickets=_tickets(people))


def changed(row: Registration, people: list[Participant], now: datetime) -> None:
    tickets = _tickets(people)
    _write(row, "changed", f"changed-{now:%Y%m%d%H%M%S%f}", now, tickets=tickets)


def waitlisted(row: Registration, ahead: int, people: int, now: datetime) -> None:
    _write(row, "waitlisted", f"waitlisted-{now:%Y%m%d%H%M%S%f}", now, ahead=ahead, people=people)


def offered(row: Registration, until: datetime, now: datetime) -> None:
    _write(row, "offered", f"offered-{now:%Y%m%d%H%M%S%f}", now, until=moment_words(until))


def offer_expired(row: Registration, now: datetime) -> None:
    _write(row, "offer_expired", f"offer-expired-{now:%Y%m%d%H%M%S%f}", now)


def cancelled(row: Registration, reason: str, now: datetime) -> None:
    _write(row, "cancelled", "cancelled", now, reason=reason)


def edition_stopped(row: Registration, now: datetime) -> bool:
    """Cancelled or postponed: each is told once."""
    stopped = "cancelled" if row.edition.cancelled_on else "postponed"
    reason = row.edition.reason
    occasion = f"{stopped}-{now:%Y%m%d}"
    return _write(row, f"edition_{stopped}", occasion, now, reason=reason)


def practical(row: Registration, lines: list[str], now: datetime) -> bool:
    """What has changed of what they were told, a sentence a line."""
    return _write(row, "practical", f"practical-{now:%Y%m%d%H%M%S%f}", now, lines=lines)


def never_came(row: Registration, now: datetime) -> None:
    """To those who wait when the lists close."""
    _write(row, "never_came", "never-came", now)


def reminder_key(row: Registration, days: int) -> str:
    return f"{key_of(row)}-{_reminder(row, days)}"


def _reminder(row: Registration, days: int) -> str:
    return f"reminder-{row.edition.starts_on:%Y%m%d}-{days}"


def reminder(
    row: Registration, days: int, left: int, people: list[Participant], now: datetime
) -> None:
    """The reminder of some days before; `left`: how many really are."""
    _write(row, "reminder", _reminder(row, days), now, days=left, tickets=_tickets(people))


def workshop_offered(
    row: Registration, one: Participant, slot: Slot, until: datetime, now: datetime
) -> None:
    occasion = f"workshop-{slot.pk}-{one.pk}-{now:%Y%m%d%H%M%S%f}"
    more = {"one": one, "slot": slot_words(slot), "until": moment_words(until)}
    _write(row, "workshop_offered", occasion, now, **more)


def workshop_expired(row: Registration, one: Participant, slot: Slot, now: datetime) -> None:
    occasion = f"workshop-{slot.pk}-{one.pk}-expired-{now:%Y%m%d%H%M%S%f}"
    _write(row, "workshop_expired", occasion, now, one=one, slot=slot_words(slot))


def _tickets(people: list[Participant]) -> list[dict[str, Any]]:
    """Each person who comes with the address of their ticket and their workshops: one query."""
    seats = WorkshopSeat.objects.filter(participant__in=people, slot__isnull=False, held_until=None)
    chosen: dict[int | None, list[str]] = {}
    for seat in seats.select_related("slot__room").order_by("slot__day", "slot__starts_at"):
        if seat.slot is not None:
            chosen.setdefault(seat.participant_id, []).append(slot_words(seat.slot))
    return [
        {"name": str(one), "address": ticket_url(one), "workshops": chosen.get(one.pk, [])}
        for one in people
    ]


def _frozen_words(row: Registration) -> str:
    roster = Roster.objects.filter(edition=row.edition_id).select_related("edition").first()
    return moment_words(frozen_from(roster)) if roster else ""


def _write(row: Registration, template: str, occasion: str, now: datetime, **more: Any) -> bool:
    """True when a letter is in the outbox for this occasion."""
    if not row.email:
        return False
    path = unquote(reverse("forum_mine", args=[TOKEN]))
    written = outbox.write(
        f"crm_registrations/letters/{template}.txt",
        to=row.email,
        key=f"{key_of(row)}-{occasion}",
        person=row.person,
        context={
            "row": row,
            "edition": row.edition,
            "when": edition_words(row.edition),
            "frozen": _frozen_words(row),
            "address": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path,
        }
        | more,
        link=Link(PURPOSE, str(row.pk)),
        at=now,
    )
    return written is not None
