"""What a residence must respect: its length, its dates, when it is answered, who decides."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.registers.calendar import add_months
from crm.waiting.deadlines import after_hours, end_of_day

from .contents import Asked
from .models import DAYS, MONTHS, Committee, Residence, ResidenceKind

FARTHEST = timedelta(days=730)
MOST_PERSONS = 20


def check(kind: ResidenceKind, asked: Asked, today: date) -> None:
    """Raise Refused on what cannot be asked for."""
    if not asked.project.strip():
        raise Refused("Dites en quelques mots le projet à essayer.")
    if not 1 <= asked.persons <= MOST_PERSONS:
        raise Refused(f"Une résidence accueille de 1 à {MOST_PERSONS} personnes.")
    if asked.starts_on < today:
        raise Refused("Le premier jour est déjà passé.")
    if asked.starts_on > today + FARTHEST:
        raise Refused("Le premier jour est trop lointain : demandez au plus deux ans à l’avance.")
    if why := length_refused(kind, asked.starts_on, asked.ends_on):
        raise Refused(why)


def length_refused(kind: ResidenceKind, starts_on: date, ends_on: date) -> str:
    """Return why a length is not one of its kind, "" when it is."""
    if ends_on < starts_on:
        return "Le dernier jour précède le premier."
    if kind == ResidenceKind.SHORT:
        least, most = DAYS[kind]
        if least <= ends_on - starts_on <= most:
            return ""
        return "Une résidence courte dure de 2 jours à 2 semaines."
    fewest, largest = MONTHS
    soonest = _months_after(starts_on, fewest) - timedelta(days=1)
    if soonest <= ends_on <= _months_after(starts_on, largest):
        return ""
    return "Une résidence longue dure de 2 à 6 mois."


def _months_after(day: date, months: int) -> date:
    """The last day that exists, when there is none that far."""
    try:
        return add_months(day, months)
    except ValueError:
        return date.max


def due_at(
    kind: ResidenceKind, requested_at: datetime, committee: Committee | None
) -> datetime | None:
    """When an answer is owed: hours as a clock counts them, or the end of the day of its committee."""
    if kind == ResidenceKind.SHORT:
        return after_hours(requested_at, settings.RESIDENCES["decision_hours"])
    return end_of_day(committee.held_on) if committee else None


def next_committee(day: date) -> Committee | None:
    return Committee.objects.taking(day).first()


def check_decision(row: Residence, now: datetime) -> None:
    """Raise Refused when a residence may not be decided yet, or decided on those dates."""
    if row.ends_on < timezone.localdate(now):
        raise Refused("Ces dates sont passées : changez-les d’abord avec la personne.")
    # Who waits for a place was accepted already.
    if row.kind == ResidenceKind.SHORT or row.waiting_since:
        return
    if row.committee is None or row.committee.held_on > timezone.localdate(now):
        raise Refused("Une résidence longue se décide en comité : attendez le jour de sa séance.")
    if row.committee.closed_at:
        raise Refused("Le procès-verbal de ce comité est arrêté : portez la demande au suivant.")
    if not hasattr(row, "assessment"):
        raise Refused("Notez d’abord l’avis du comité sur ses trois critères.")
