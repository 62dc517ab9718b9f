"""What the CRM already knows of the people of a file, read in a few queries whatever its length."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone

from crm.applications.models import LIVE, Application
from crm.journeys.models import Journey
from crm.people.contacts import normalise_email, normalise_phone
from crm.people.crowd import Crowd
from crm.people.models import ContactKind, ContactPoint, HouseholdMember, Person
from crm.people.together import in_lots

from .rows import Row


@dataclass
class Home:
    """A household today: its adults by primary key and compared name, its minors by birth year."""

    pk: int
    adults: dict[int, str] = field(default_factory=dict)
    minors: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True)
class Applied:
    session: int | None
    day: date | None
    live: bool


class Known:
    """The files that the keys of some lines lead to. `load` then reads what those files hold."""

    def __init__(self, rows: Iterable[Row]) -> None:
        emails, phones, numbers, keys = set(), set(), set(), set()
        for row in rows:
            for name in ("email", "adult_email"):
                emails |= {normalise_email(one) for one in row.told.get(name, ())}
            phones |= {normalise_phone(one) for one in row.told.get("phone", ())}
            numbers |= {row.told.get("file_number"), row.told.get("adult_file_number")}
            keys |= {row.key, row.adult_key}
        self.emails = _points(ContactKind.EMAIL, emails)
        self.phones = _points(ContactKind.PHONE, phones)
        self.people: dict[int, Person] = {}
        self.numbers = {
            person.file_number: person.pk for person in self._read("file_number", numbers)
        }
        self.keys: dict[str, list[int]] = defaultdict(list)
        for person in self._read("name_key", keys):
            self.keys[person.name_key].append(person.pk)
        self.contacts: dict[int, set[tuple[str, str]]] = defaultdict(set)
        self.homes: dict[int, Home] = {}
        self.applications: dict[int, list[Applied]] = defaultdict(list)
        self.journeys: dict[int, list[Journey]] = defaultdict(list)
        self._loaded: set[int] = set()
        self.load(pk for found in (*self.emails.values(), *self.phones.values()) for pk in found)
        self.load(self.people)

    @cached_property
    def crowd(self) -> Crowd:
        """Every name of the CRM: read only when a line has no key that somebody answers to."""
        return Crowd()

    def _read(self, name: str, values: Iterable[object]) -> Iterable[Person]:
        living = Person.objects.alive().select_related("commune").order_by("pk")
        for lot in in_lots(value for value in values if value):
            for person in living.filter(**{f"{name}__in": lot}):
                self.people[person.pk] = person
                yield person

    def load(self, people: Iterable[int]) -> None:
        """Read what some files hold, unless it is read already."""
        wanted = set(people) - self._loaded
        self._loaded |= wanted
        list(self._read("pk", wanted - self.people.keys()))
        for lot in in_lots(sorted(wanted)):
            self._load_contacts(lot)
            self._load_homes(lot)
            self._load_training(lot)

    def _load_contacts(self, lot: list[int]) -> None:
        rows = ContactPoint.objects.filter(person__in=lot)
        for pk, kind, normalised in rows.values_list("person", "kind", "normalised"):
            self.contacts[pk].add((kind, normalised))

    def _load_homes(self, lot: list[int]) -> None:
        mine = HouseholdMember.objects.filter(person__in=lot, ends_on__isnull=True)
        homes = {pk: Home(pk) for pk in mine.values_list("household", flat=True)}
        members = HouseholdMember.objects.filter(household__in=homes, ends_on__isnull=True)
        for home, person, key, year in members.values_list(
            "household", "person", "person__name_key", "minor_birth_year"
        ):
            if year is not None:
                homes[home].minors[year] += 1
            elif person is not None:
                homes[home].adults[person] = key
                self.homes[person] = homes[home]

    def _load_training(self, lot: list[int]) -> None:
        for application in Application.objects.filter(person__in=lot).sent():
            self.applications[application.person_id].append(
                Applied(
                    application.session_id,
                    timezone.localdate(application.submitted_at)
                    if application.submitted_at
                    else None,
                    application.state in LIVE,
                )
            )
        for journey in Journey.objects.filter(person__in=lot):
            self.journeys[journey.person_id].append(journey)


def _points(kind: ContactKind, values: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    living = ContactPoint.objects.filter(
        kind=kind, person__merged_into__isnull=True, person__anonymised_at__isnull=True
    ).order_by("person")
    for lot in in_lots(value for value in values if value):
        rows = living.filter(normalised__in=lot).values_list("normalised", "person")
        for normalised, pk in rows:
            found[normalised].append(pk)
    return found
