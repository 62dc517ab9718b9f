"""Dates, places and workshops, as letters and pages say them."""

from __future__ import annotations

from datetime import datetime

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
    day = dates.day(slot.day, year=False, weekday=True)
    return f"{day}, {dates.hour(slot.starts_at)} – {dates.hour(slot.ends_at)}"


def slot_words(slot: Slot) -> str:
    """« Votre offre en une page » : samedi 21 mai, 10 h – 11 h 30, Salle multimédia"""
    details = ", ".join(filter(None, [slot_when(slot), slot.room.name if slot.room else ""]))
    return f"«{NBSP}{slot.title}{NBSP}»{NBSP}: {details}"[:400]


def moment_words(at: datetime) -> str:
    """« jeudi 19 mai à 18 h 30 »"""
    local = timezone.localtime(at)
    return f"{dates.day(local.date(), year=False, weekday=True)} à {dates.hour(local.time())}"


def people_words(number: int) -> str:
    return counted(number, "personne", feminine=True)
