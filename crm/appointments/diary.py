"""Who has a quarter of an hour: taken and given back under the lock of an advisor's diary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from crm.journal.refusal import Refused

from .models import AdvisorQuarter, AdvisorSettings, Appointment
from .slots import Diary, Slot, away_between
from .wall import is_on_a_quarter, quarters


class Taken(Refused):
    """Somebody was faster: the same may be asked of another hour."""


NO_LONGER_FREE = "Cette heure n’est plus libre. Choisissez-en une autre."


def hold(advisor: int) -> AdvisorSettings:
    """Lock the diary of an advisor until the transaction ends."""
    AdvisorSettings.objects.get_or_create(user_id=advisor)
    return AdvisorSettings.objects.select_for_update().get(user_id=advisor)


def take(appointment: Appointment, slots: Iterable[Slot]) -> None:
    """Give an appointment the first slot that is free indeed, its row being saved with it.

    Raises Taken when none is left. An advisor who is passed over is not kept locked.
    """
    for slot in slots:
        if _take(appointment, slot):
            return
    raise Taken(NO_LONGER_FREE)


def _take(appointment: Appointment, slot: Slot) -> bool:
    if not is_on_a_quarter(slot.starts_at):
        raise Refused(
            "Un rendez-vous commence à l’heure, au quart, à la demie ou aux trois quarts."
        )
    try:
        with transaction.atomic():
            own = hold(slot.advisor_id)
            if is_away(slot.advisor_id, slot.starts_at, slot.ends_at):
                return False
            _write(appointment, slot, own)
    except IntegrityError:
        return False
    return True


def _write(appointment: Appointment, slot: Slot, own: AdvisorSettings) -> None:
    appointment.advisor_id = slot.advisor_id
    appointment.starts_at, appointment.ends_at = slot.starts_at, slot.ends_at
    appointment.site_id = slot.site_id
    if appointment.place == "video":
        appointment.video_link = own.video_link
    appointment.save()
    give_back(appointment)
    AdvisorQuarter.objects.bulk_create(
        AdvisorQuarter(advisor_id=slot.advisor_id, at=at, appointment=appointment)
        for at in quarters(slot.starts_at, slot.ends_at)
    )


def give_back(appointment: Appointment) -> None:
    AdvisorQuarter.objects.filter(appointment=appointment).delete()


def is_away(advisor: int, start: datetime, end: datetime) -> bool:
    gone = Diary(frozenset(), tuple(away_between([advisor], start, end)))
    return not gone.is_free(advisor, start, end)
