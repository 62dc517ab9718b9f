"""What a visitor types, and what arrives of it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crm.welcome.contents import Message
from crm.welcome.intake import receive
from crm.welcome.models import ContactRequest, RequestKind, Topic
from editorial.form_key import FormKey

WRITE, WRITTEN = "/nous-ecrire/", "/nous-ecrire/merci/"
CALL, CALLED = "/etre-rappele/", "/etre-rappele/merci/"


def signed_key(age: timedelta = timedelta(minutes=5), identity: uuid.UUID | None = None) -> str:
    return FormKey(identity or uuid.uuid4(), timezone.now() - age).sign()


def typed(**changes: object) -> dict[str, object]:
    """A complete message, sent five minutes after its page was opened."""
    return {
        "key": signed_key(),
        "page": "/s-installer/",
        "topic": "settle",
        "text": "Nous aimerions venir voir une maison.",
        "first_name": "Élise",
        "last_name": "Chambon",
        "email": "elise.chambon@example.org",
        "phone": "",
        "residence": "france",
        "postcode": "",
        "commune": "",
        "country": "",
        "heard": "une amie",
        "site_web": "",
    } | changes


def asked(**changes: object) -> dict[str, object]:
    """A complete request for a call."""
    return (
        typed(email="", phone="06 39 98 01 42", days=["1", "3"], moments=["am"], text="") | changes
    )


def arrived(
    kind: RequestKind = RequestKind.MESSAGE,
    topic: Topic = Topic.SETTLE,
    at: datetime | None = None,
    **said: object,
) -> ContactRequest:
    """A message as the public form hands it over."""
    known = {
        "first_name": "Élise",
        "last_name": "Chambon",
        "email": "elise@example.org",
        "text": "Nous aimerions venir voir une maison.",
    }
    return receive(uuid.uuid4(), kind, topic, Message(**known | said), at=at)  # type: ignore[arg-type]


def text(response: HttpResponse) -> str:
    return response.content.decode()


def screen(desk: Client, row: ContactRequest) -> str:
    return text(desk.get(reverse("crm_message", args=[row.pk])))


def opened(**told: object) -> dict[str, object]:
    """The first contact of a message, as its screen posts it."""
    return {
        "way": "mail", "first_name": "Élise", "last_name": "Chambon", "email": "elise@example.org",
        "preferred_channel": "email", "country": "FR", "track": "t3", "source": "web",
        "declared_text": "une amie", "text": "Nous aimerions venir voir une maison.",
        "minors-TOTAL_FORMS": "3", "minors-INITIAL_FORMS": "0",
    } | told  # fmt: skip
