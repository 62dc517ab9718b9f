"""A Forum that takes place today, and those who come to its doors."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from crm.registrations.models import Participant, Registration
from crm.registrations.services import confirm, register
from forum.models import Edition, EditionPage
from tests.crm.desk import at_the_desk, colleague
from tests.crm.registrations.coming import a_group, a_workshop, an_edition

__all__ = ["a_workshop"]


def today_at(hour: int = 9, minute: int = 12) -> datetime:
    """A moment of the day of the Forum, on the clocks of the territory."""
    return timezone.localtime().replace(hour=hour, minute=minute, second=0, microsecond=0)


def before() -> datetime:
    """When people registered."""
    return timezone.now() - timedelta(days=10)


def a_forum(capacity: int | None = 20, in_days: int = 0, **told: object) -> EditionPage:
    """An edition of one day, today unless told."""
    day = timezone.localdate() + timedelta(days=in_days)
    dates = {
        "starts_on": day,
        "ends_on": day,
        "registration_opens_on": day - timedelta(days=60),
        "registration_closes_on": day - timedelta(days=2),
    }
    return an_edition(capacity, **dates | told)


def group_of(page: EditionPage, number: int = 0, people: int = 1, **told: object) -> Registration:
    """A group that registered some days ago and confirmed: it has its places, or waits."""
    row = register(page.edition, a_group(number, people, **told), at=before())
    confirm(row, at=before())
    row.refresh_from_db()
    return row


def one_of(row: Registration, rank: int = 1) -> Participant:
    return Participant.objects.select_related("registration__edition").get(
        registration=row, rank=rank
    )


def somebody(page: EditionPage, number: int = 0, **told: object) -> Participant:
    return one_of(group_of(page, number, **told))


def edition_of(page: EditionPage) -> Edition:
    return Edition.objects.get(pk=page.edition_id)


def at_the_doors() -> Client:
    return at_the_desk(colleague("Accueil du Forum"))


def in_charge(group: str = "Chargés de communication") -> Client:
    return at_the_desk(colleague(group))
