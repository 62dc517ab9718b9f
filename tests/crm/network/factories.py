"""People of the directory."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from crm.network import services
from crm.network.models import Card
from crm.network.services import CardText
from crm.people.models import Person
from editorial.form_key import FormKey
from tests.crm.factories import make_person, make_territory


def draft(person: Person | None = None, **known: object) -> Card:
    told = {"first_name": "Claire", "last_name": "Montaigu"} | known
    return services.open_card(person or make_person(**told), by=None)


def text(**changes: object) -> CardText:
    told = {
        "trade": "traductrice",
        "words": "Je traduis des romans allemands.",
        "commune": make_territory()["murat"],
        "skills": "allemand, révision",
    } | changes
    return CardText(**told)  # type: ignore[arg-type]


def proposed(
    person: Person | None = None, known: dict[str, object] | None = None, **changes: object
) -> Card:
    return services.propose(draft(person, **(known or {})), text(**changes), agreed=True)


def published(
    person: Person | None = None, known: dict[str, object] | None = None, **changes: object
) -> Card:
    return services.publish(proposed(person, known, **changes), by=None)


def signed() -> str:
    return FormKey(uuid.uuid4(), timezone.now() - timedelta(minutes=5)).sign()


def written(**changes: object) -> dict[str, object]:
    """A visitor's message, complete."""
    return {
        "key": signed(),
        "name": "Hugo Lamy",
        "email": "hugo.lamy@example.org",
        "text": "Seriez-vous disponible en mars ?",
        "site_web": "",
    } | changes
