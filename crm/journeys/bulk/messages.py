"""A message of service to several people: one letter each, the same words, their own name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from crm.journal.refusal import Refused
from crm.journeys.models import Direction, InteractionKind, Journey
from crm.journeys.services import log
from crm.journeys.team import called
from crm.letters.services import compose, write
from crm.people.models import ContactKind, ContactPoint, Person
from editorial.dates import day

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TEMPLATE = "crm_journeys/letters/message.txt"
FIELDS = {"prénom": "first_name", "nom": "last_name", "dossier": "file_number"}
FIELD = re.compile(r"\{([^{}\n]{0,40})\}")
SAMPLES = 3


@dataclass(frozen=True)
class Draft:
    """Subject and text as typed, with the fields that each person's letter fills: {prénom}."""

    subject: str
    text: str

    def unknown_fields(self) -> list[str]:
        """What stands between braces and is no field, as typed."""
        told = FIELD.findall(_composed(f"{self.subject}\n{self.text}"))
        return [f"{{{name}}}" for name in dict.fromkeys(told) if _key(name) not in FIELDS]

    def for_person(self, person: Person) -> Draft:
        """Fill the fields. A value is put in as it is: braces in a name are not fields."""

        def value(found: re.Match[str]) -> str:
            name = FIELDS.get(_key(found[1]))
            return " ".join(str(getattr(person, name)).split()) if name else found[0]

        subject = FIELD.sub(value, _composed(self.subject))
        return Draft(" ".join(subject.split()), FIELD.sub(value, _composed(self.text)))


@dataclass(frozen=True)
class Sample:
    """A letter as it will leave."""

    person: Person
    to: str
    subject: str
    body: str


@dataclass(frozen=True)
class Preview:
    """The first letters, how many will leave, and who gets none with the reason."""

    samples: list[Sample]
    total: int
    without: list[tuple[Journey, str]]


def preview(journeys: Iterable[Journey], draft: Draft, by: User) -> Preview:
    """Compose without writing anything. Two queries, whatever the number of journeys."""
    chosen = list(journeys)
    points = _addresses({journey.person_id for journey in chosen})
    served: set[int] = set()
    without: list[tuple[Journey, str]] = []
    samples: list[Sample] = []
    for journey in chosen:
        point = points.get(journey.person_id)
        if why := _unfit(journey.person, point, served):
            without.append((journey, why))
            continue
        served.add(journey.person_id)
        if point and len(samples) < SAMPLES:
            subject, body = compose(TEMPLATE, _context(draft.for_person(journey.person), by))
            samples.append(Sample(journey.person, point.value, subject, body))
    return Preview(samples, len(served), without)


class Sender:
    """Writes to one person after another, once each in a batch."""

    def __init__(self, key: UUID, draft: Draft, by: User, at: datetime | None = None) -> None:
        self.key, self.draft, self.by, self.at = key, draft, by, at or timezone.now()
        self.served: set[int] = set()

    def __call__(self, journey: Journey) -> None:
        """Write one letter and note it in the timeline. Raises Refused with why there is none."""
        person = Person.objects.select_for_update().get(pk=journey.person_id)
        point = _addresses({person.pk}).get(person.pk)
        if why := _unfit(person, point, self.served):
            raise Refused(why)
        draft = self.draft.for_person(person)
        if point:
            write(
                TEMPLATE, to=point.value, key=f"batch-{self.key}-{person.pk}", person=person,
                context=_context(draft, self.by), at=self.at,
            )  # fmt: skip
        log(
            person, InteractionKind.MAIL, by=self.by, direction=Direction.OUT, journey=journey,
            subject=draft.subject[:160], text=draft.text, at=self.at,
        )  # fmt: skip
        self.served.add(person.pk)


def _composed(text: str) -> str:
    """One form for « é », whether it was typed as one sign or as two."""
    return unicodedata.normalize("NFC", text)


def _key(name: str) -> str:
    """Bring « PRÉNOM » and « prenom » to the field that they mean."""
    word = name.strip().casefold()
    return "prénom" if word == "prenom" else word


def _context(draft: Draft, by: User) -> dict[str, str]:
    return {"subject": draft.subject, "text": draft.text, "advisor": called(by)}


def _addresses(people: set[int]) -> dict[int, ContactPoint]:
    rows = ContactPoint.objects.filter(person__in=people, kind=ContactKind.EMAIL, is_primary=True)
    return {point.person_id: point for point in rows}


def _unfit(person: Person, point: ContactPoint | None, served: set[int]) -> str:
    """Why somebody gets no letter, "" when they do."""
    if person.anonymised_at or person.merged_into_id:
        return "Ce dossier est anonymisé ou réuni à un autre."
    if person.pk in served:
        return "Reçoit déjà ce message pour un autre de ses parcours."
    if point is None:
        return "N’a pas d’adresse électronique principale."
    if point.bounced_at:
        return f"Son adresse est en erreur depuis le {day(timezone.localdate(point.bounced_at))}."
    return ""
