"""Two files of one person, each with a life of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm.consents.models import Purpose
from crm.consents.services import note
from crm.journeys.models import InteractionKind, Track
from crm.journeys.services import log, open_journey, plan_task
from crm.people.models import Person
from tests.crm.factories import make_person

PARIS = ZoneInfo("Europe/Paris")
FIRST = datetime(2011, 1, 10, 9, tzinfo=PARIS)
LATER = FIRST + timedelta(days=30)
NOW = FIRST + timedelta(days=60)


def two_files(**known: object) -> tuple[Person, Person]:
    """Claire Montaigu, entered twice: by a call, then by a form."""
    older = make_person(
        first_name="Claire", last_name="Montaigu", email="claire@example.org",
        phone="06 39 98 01 01", birth_year=1975, at=FIRST,
    )  # fmt: skip
    told = {
        "first_name": "Claire", "last_name": "Montégu", "email": "c.montaigu@example.org",
        "phone": "06 39 98 01 01", "trade": "traductrice",
    }  # fmt: skip
    return older, make_person(**(told | known), at=LATER)


def followed(person: Person, at: datetime, track: Track = Track.INDEPENDENT) -> None:
    """A journey, an exchange, a task and a word on a purpose."""
    journey = open_journey(person, track, at=at)
    log(person, InteractionKind.CALL, by=None, journey=journey, text=f"Appel {person.pk}", at=at)
    plan_task(person, f"Rappeler {person.pk}", at.date(), journey=journey, at=at)
    note(person, Purpose.NEWSLETTER, given=True, channel="au téléphone", at=at)
