"""What a line says, as the doors of the rooms want it told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from crm.applications.together import Filing
from crm.journeys.models import Track
from crm.people.models import ContactKind, Person
from crm.people.provenance import Origin
from crm.people.services import Identity
from crm.people.together import Newcomer

from .rows import Row


def opened(row: Row, now: datetime) -> datetime:
    """The day of the file: the one that is told, else that of the application, else today."""
    days = [moment for moment in (row.moment("opened_on"), row.moment("applied_on")) if moment]
    return min(days, default=now)


def applied(row: Row, now: datetime) -> datetime:
    return row.moment("applied_on", "opened_on") or now


def track(row: Row) -> Track:
    return Track(row.told.get("track", Track.INDEPENDENT))


def starts(row: Row) -> bool:
    return any(name in row.told for name in ("track", "project", "horizon"))


def contacts(emails: Sequence[str], phones: Sequence[str]) -> list[tuple[ContactKind, str]]:
    return [
        *((ContactKind.EMAIL, one) for one in emails),
        *((ContactKind.PHONE, one) for one in phones),
    ]


def newcomer(row: Row, now: datetime, origin: Origin) -> Newcomer:
    told = row.told
    names = (
        "last_name", "first_name", "civility", "birth_year", "country", "professional_status",
        "trade", "preferred_channel",
    )  # fmt: skip
    emails, phones = told.get("email", []), told.get("phone", [])
    identity = Identity(
        **{name: told[name] for name in names if name in told},
        commune=row.commune,
        email=emails[0] if emails else "",
        phone=phones[0] if phones else "",
    )
    return Newcomer(identity, opened(row, now), contacts(emails[1:], phones[1:]), origin)


def second_adult(row: Row, now: datetime, origin: Origin) -> Newcomer:
    """Somebody new, who lives where the person of the line lives."""
    told = row.told
    emails, phones = told.get("adult_email", []), told.get("adult_phone", [])
    identity = Identity(
        last_name=told["adult_last_name"],
        first_name=told.get("adult_first_name", ""),
        email=emails[0] if emails else "",
        phone=phones[0] if phones else "",
        birth_year=told.get("adult_birth_year"),
        commune=row.commune,
        country=told.get("country", "FR"),
    )
    return Newcomer(identity, opened(row, now), contacts(emails[1:], phones[1:]), origin)


def filing(row: Row, person: Person, now: datetime) -> Filing:
    told = row.told
    return Filing(
        person=person,
        session=row.session,
        at=applied(row, now),
        track=track(row),
        project=told.get("project", ""),
        horizon=told.get("horizon", ""),
        experience_years=told.get("experience_years"),
        needs=told.get("needs", ""),
    )
