"""What a visitor types, and the sessions that are there to be chosen."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from crm.letters import links
from crm.letters.models import Letter
from editorial.form_key import FormKey
from territory.models import Postcode
from tests.crm.applications.lives import admitted
from tests.crm.factories import make_territory
from tests.training.factories import SessionFactory
from training.models import Session

ANY = "/candidater/"
THANKS = "/candidater/merci/"


def signed_key(age: timedelta = timedelta(minutes=5), identity: uuid.UUID | None = None) -> str:
    return FormKey(identity or uuid.uuid4(), timezone.now() - age).sign()


def typed(**changes: object) -> dict[str, object]:
    """A complete form, sent five minutes after it was opened."""
    return {
        "form_key": signed_key(),
        "first_name": "Élise",
        "last_name": "Chambon",
        "email": "elise.chambon@example.org",
        "phone": "06 39 98 01 42",
        "birth_year": "1978",
        "residence": "france",
        "postcode": "15300",
        "commune": "15138",
        "country": "",
        "professional_status": "employee",
        "trade": "Traductrice",
        "experience_years": "12",
        "project": "Traduire pour des cabinets d’avocats.",
        "session": "",
        "needs": "",
        "precision": "",
    } | changes


def make_postcodes() -> None:
    """15300 is shared by two communes, 69001 belongs to one."""
    communes = make_territory()
    for name, code in [("murat", "15300"), ("dienne", "15300"), ("lyon", "69001")]:
        Postcode.objects.get_or_create(commune=communes[name], code=code)


def open_session(**known: object) -> Session:
    """A session that one can apply to today."""
    starts_on = timezone.localdate() + timedelta(days=60)
    return SessionFactory(**{"starts_on": starts_on} | known)


def full_session() -> Session:
    session = open_session(seats_min=1, seats_max=1)
    admitted(session, at=timezone.now() - timedelta(days=8))
    return session


def link_of(letter: Letter, at: datetime | None = None) -> str:
    """A token such as the letter carries once it has left."""
    return links.make(letter.link_purpose, letter.link_target, at=at)
