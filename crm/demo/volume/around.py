"""Those around the files: journalists and what was said with them, who came to the Forum."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from crm.organisations.models import Organisation, OrganisationKind
from crm.people.names import name_key
from crm.press.models import Direction, Exchange, ExchangeKind, Outlet, PressContact
from crm.registrations.models import Participant, Registration, RegistrationState
from crm.registrations.seats import lock_roster
from forum.models import Edition
from news.models import MediaKind

from ..days import at_hour
from .cast import Actor, Cast
from .rows import poured, written

NAMESPACE = uuid.UUID("c9f0a3d2-6a3f-4b1e-9b55-2d3a5b0e7f10")
# Journalists of one medium, exchanges with each.
A_MEDIUM, EXCHANGES = 4, 4
SAID = ["Demande les chiffres de l’année.", "Prépare un sujet sur les familles qui s’installent."]


def know_the_press(cast: Cast, journalists: int) -> None:
    since = cast.today - timedelta(days=900)
    media = written(
        Organisation,
        (_medium(f"La Gazette d’essai {n + 1}", cast) for n in range(-(-journalists // A_MEDIUM))),
    )
    written(Outlet, (Outlet(organisation=one, kind=MediaKind.PRESS) for one in media))
    rows = written(
        PressContact,
        (_journalist(n, media[n // A_MEDIUM], cast) for n in range(journalists)),
    )
    poured(
        Exchange,
        (
            Exchange(
                contact=row,
                at=at_hour(since + timedelta(days=cast.chance.randint(1, 800)), 11),
                kind=ExchangeKind.CALL,
                direction=Direction.IN,
                summary=cast.chance.choice(SAID),
            )
            for row in rows
            for _ in range(EXCHANGES)
        ),
    )


def _medium(name: str, cast: Cast) -> Organisation:
    return Organisation(
        name=name, name_key=name_key(name), kind=OrganisationKind.MEDIA, created_at=cast.at
    )


def _journalist(number: int, medium: Organisation, cast: Cast) -> PressContact:
    first, last = cast.chance.choice(cast.crowd.words["madam"]), cast.crowd.words["last"]
    name, email = cast.chance.choice(last), f"redaction.{number}@example.org"
    return PressContact(
        organisation=medium,
        first_name=first,
        last_name=name,
        name_key=name_key(first, name),
        function="journaliste",
        email=email,
        email_key=email,
        source="base d’essai",
        created_at=cast.at - timedelta(days=901),
        last_exchange_at=cast.ago(300),
    )


def come_to_the_forum(actors: list[Actor], cast: Cast, count: int) -> None:
    """Write who registered for the past editions that count no seats."""
    editions = [one for one in Edition.objects.past(cast.today) if not one.capacity]
    for edition in editions:
        lock_roster(edition)
    if not editions:
        return
    rows = written(
        Registration,
        (
            _registration(n, actors[n % len(actors)], editions[n % len(editions)])
            for n in range(count)
        ),
    )
    poured(Participant, _participants(rows))


def _registration(number: int, actor: Actor, edition: Edition) -> Registration:
    at = at_hour(edition.starts_on - timedelta(days=1 + number % 40), 9)
    row = Registration(
        edition=edition,
        form_key=uuid.uuid5(NAMESPACE, str(number)),
        first_name=actor.first_name,
        last_name=actor.last_name,
        email=f"forum.{number}@example.org",
        state=RegistrationState.CONFIRMED,
        registered_at=at,
        address_proven_at=at,
        confirmed_at=at,
    )
    if number % 12 == 0:
        row.state, row.cancelled_at = RegistrationState.CANCELLED, at + timedelta(hours=3)
    return row


def _participants(rows: list[Registration]) -> Iterator[Participant]:
    for row in rows:
        yield Participant(
            registration=row,
            first_name=row.first_name,
            last_name=row.last_name,
            name_key=name_key(row.first_name, row.last_name),
            code=uuid.uuid5(NAMESPACE, f"billet {row.pk}").hex[:16],
            left_at=row.cancelled_at,
        )
