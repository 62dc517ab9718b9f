"""The personal page of somebody who comes to the telecentre: its address, in a letter, and who a token names."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from crm.letters import links
from crm.letters.services import TOKEN, Link
from crm.people.models import Person

PURPOSE = "mon-bureau"


def page_link(person: Person) -> Link:
    return Link(PURPOSE, str(person.pk))


def page_address() -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + unquote(reverse("my_desk", args=[TOKEN]))


def person_of(token: str, *, at: datetime | None = None) -> Person | None:
    """Return whose page a token opens, None when it is unknown, expired, or of somebody forgotten."""
    link = links.find(PURPOSE, token, at=at)
    if link is None:
        return None
    person = Person.objects.select_related("merged_into").filter(pk=int(link.target)).first()
    if person is not None and person.merged_into is not None:
        person = person.merged_into
    return person if person is not None and person.anonymised_at is None else None
