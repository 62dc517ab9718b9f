"""Which files were forgotten, kept outside the database: a backup put back must forget them again.

One small object a batch. It holds primary keys and keyed hashes of public identifiers that no row holds any more:
they name nobody, and tell only a restored database which of its rows they were.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TypedDict

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.crypto import salted_hmac

from crm.people.models import Person

SALT = "crm.privacy.ledger"


class Line(TypedDict):
    person: int
    mark: str


def mark(person: Person) -> str:
    """What recognises a person by the public identifier of before, which erasing replaces."""
    return salted_hmac(SALT, str(person.uuid), algorithm="sha256").hexdigest()


def lines(people: Iterable[Person]) -> list[Line]:
    return [Line(person=person.pk, mark=mark(person)) for person in people]


def write(forgotten: list[Line], at: datetime) -> None:
    """Keep a batch once its transaction is committed."""
    storages["erasures"].save(
        f"{named_after(at)}.json", ContentFile(json.dumps(forgotten).encode())
    )


def named_after(moment: datetime) -> str:
    """The beginning of a name, by which names are in the order of time."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H%M%S.%f}"


def since(moment: datetime) -> Iterator[Line]:
    """Give what was forgotten from a moment on."""
    storage = storages["erasures"]
    first = named_after(moment)
    try:
        _, names = storage.listdir("")
    except FileNotFoundError:  # nobody was forgotten yet
        return
    for name in sorted(names):
        if name >= first:
            with storage.open(name) as file:
                yield from json.loads(file.read())


def forgotten_since(moment: datetime) -> list[Person]:
    """Return the people, still named in the database, who were forgotten after a moment."""
    known = {line["person"]: line["mark"] for line in since(moment)}
    named = Person.objects.filter(pk__in=known, anonymised_at__isnull=True).order_by("pk")
    return [person for person in named if mark(person) == known[person.pk]]
