"""Dates, places and workshops, as letters and pages say them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from crm.registers.words import counted
from editorial import dates
from forum.models import Edition, Slot

NBSP = dates.NBSP


def edition_words(edition: Edition) -> str:
    """« les 20 et 21 mai 2011, Maison des services, Murat »"""
    return f"{dates.period(edition.starts_on, edition.ends_on)}, {edition.place}"[:300]


def slot_when(slot: Slot) -> str:
    """« samedi 21 mai, 10 h – 11 h 30 »; "" while the slot is not set."""
    if not (slot.day and slot.starts_at and slot.ends_at):
        return ""
    return f"{_weekday(slot.day)}, {dates.hour(slot.starts_at)} – {dates.hour(slot.ends_at)}"


def slot_words(slot: Slot) -> str:
    """« Votre offre en une page » : samedi 21 mai, 10 h – 11 h 30, Salle multimédia"""
    details = ", ".join(filter(None, [slot_when(slot), slot.room.name if slot.room else ""]))
    return f"«{NBSP}{slot.title}{NBSP}»{NBSP}: {details}"[:400]


def moment_words(at: datetime) -> str:
    """« jeudi 19 mai à 18 h 30 »; the first minute of a day is the midnight of the one before."""
    local = timezone.localtime(at)
    if local.time() == time():
        return f"{_weekday(local.date() - timedelta(days=1))} à minuit"
    return f"{_weekday(local.date())} à {dates.hour(local.time())}"


def _weekday(day: date) -> str:
    return dates.day(day, year=False, weekday=True)


def people_words(number: int) -> str:
    return counted(number, "personne", feminine=True)
