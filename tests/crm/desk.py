"""Who sits at the desk, and the journeys that they find there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from crm.journeys.exchanges import end_of, set_next_action
from crm.journeys.models import InteractionKind, Journey, Stage, Track
from crm.journeys.services import log, move, open_journey
from crm.people.models import Person
from tests.crm.factories import UserFactory, make_person


def colleague(group: str = "Conseillers") -> User:
    return UserFactory(groups=[group])  # type: ignore[no-any-return]


def another(group: str = "Conseillers") -> User:
    """One more colleague, once the rights are granted."""
    return UserFactory(groups=[group])  # type: ignore[no-any-return]


def at_the_desk(user: User | None = None) -> Client:
    client = Client()
    client.force_login(user or colleague())
    return client


def journey_of(
    person: Person | None = None,
    *,
    owner: User | None = None,
    track: Track = Track.INDEPENDENT,
    at: datetime | None = None,
    **told: object,
) -> Journey:
    """An open journey at its first stage."""
    return open_journey(person or make_person(at=at), track, owner=owner, at=at, **told)  # type: ignore[arg-type]


def qualified(person: Person | None = None, **options: object) -> Journey:
    """A journey brought to « Qualifié » through its facts."""
    journey = journey_of(person, project="Traduire", horizon="été", **options)  # type: ignore[arg-type]
    Journey.objects.filter(pk=journey.pk).update(origin="country")
    log(journey.person, InteractionKind.CALL, by=None, journey=journey, at=journey.opened_at)
    return move(journey, Stage.QUALIFIED, at=journey.opened_at)


def due(days: int, *, owner: User, label: str = "Rappeler") -> Journey:
    """A journey whose next action is due in some days, past when negative."""
    journey = journey_of(owner=owner)
    set_next_action(journey, label, end_of(timezone.localdate() + timedelta(days=days)), by=owner)
    return journey
