"""What a visitor types, and the sessions that are there to be chosen."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from crm.applications.drafts import services
from crm.applications.drafts.links import Opened, opened_by
from crm.applications.drafts.steps import COMING, FILES, PROJECT, SITUATION, YOU, typed_in
from crm.applications.follow_links import FOLLOW_APPLICATION
from crm.applications.models import Application
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
    """What somebody types at the steps of a complete application, the first one included."""
    return {
        "form_key": signed_key(),
        "first_name": "Élise",
        "email": "elise.chambon@example.org",
        "last_name": "Chambon",
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
        "lodging": "non",
        "people": "",
        "arrives_on": "",
        "leaves_on": "",
        "arrival": "",
        "accessibility": "",
        "needs": "",
        "companions": "",
        "precision": "",
    } | changes


def drafted(at: datetime | None = None, **changes: object) -> Opened:
    """An application written to its last step and not sent, as its browser opens it."""
    said = {name: str(value) for name, value in typed(**changes).items()}
    token = services.begin(uuid.uuid4(), said["first_name"], said["email"], at=at)
    opened = opened_by(token, at=at)
    assert opened is not None
    for slug in (YOU, SITUATION, PROJECT, COMING):
        services.keep(opened, slug, typed_in(slug, said), done=True, at=at)
    services.touch(opened, FILES, at=at)
    opened.draft.refresh_from_db()
    return opened


def step_of(opened: Opened, slug: str) -> str:
    return f"/candidater/suite/{opened.token}/{slug}/"


def sent(client: Any, newsletter: str = "", **changes: object) -> Any:
    """The answer to the last button of an application."""
    posted = {"newsletter": newsletter} if newsletter else {}
    return client.post(step_of(drafted(**changes), "relire"), posted)


def by_letter(opened: Opened) -> Opened:
    """The same draft, opened by the link that its letter carries."""
    token = links.make("candidature-reprise", str(opened.draft.pk))
    found = opened_by(token)
    assert found is not None
    return found


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


def page_of(application: Application) -> str:
    """The address of the follow-up page, as a letter would carry it."""
    return f"/suivi/{links.make(FOLLOW_APPLICATION, str(application.pk))}/"
