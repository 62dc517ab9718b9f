"""The dossiers of the demonstration: everything known of somebody is told to them, and nothing of the others."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.utils import timezone

from crm.datarights.dossier.gathering import gather
from crm.datarights.dossier.rules import RULES, Told
from crm.datarights.dossier.subject import subject_of
from crm.datarights.dossier.writing import as_json
from crm.people.models import ContactPoint, Person
from crm.people.names import name_key
from tests.crm.datarights.telling import told_texts
from tests.crm.privacy.searching import words_of

pytestmark = pytest.mark.django_db

RICHEST = 25
# One room at least of each kind has somebody in the demonstration.
ROOMS = {
    "person", "contactpoint", "household", "need", "journey", "interaction", "application", "submission",
    "enrolment", "attendance", "supportplan", "review", "appointment", "visit", "stay", "residence",
    "booking", "presence", "card", "helper", "consent", "document", "paper", "answerset", "entry",
    "registration", "officerequest", "monthstatement", "recipient", "contactrequest",
}  # fmt: skip


def told_to(person: Person) -> dict[str, Any]:
    subject = subject_of(person)
    return as_json(subject, gather(subject), timezone.now())


@pytest.fixture(scope="module")
def dossiers(demo: object) -> dict[int, dict[str, Any]]:
    people = Person.objects.filter(anonymised_at=None).order_by("pk")
    made = {person.pk: told_to(person) for person in people}
    size = {pk: len(json.dumps(told)) for pk, told in made.items()}
    richest = sorted(made, key=lambda pk: size[pk], reverse=True)[:RICHEST]
    return {pk: made[pk] for pk in richest} | {0: {"keys": _keys(made.values())}}


def as_a_file(number: str) -> re.Pattern[str]:
    """A file number, wherever it stands, but where « n° » says that it is the number of something else.

    Signed documents (« Convention n° 2026-0002 ») and requests (« D2026-0002 ») have numbers of the same form.
    """
    of_something_else = r"(?<!\w)(?<!n[°-])(?<!n[°-]\s)"
    return re.compile(rf"(?:dossiers?\s+n[°-]\s?|{of_something_else}){number}(?!\d)", re.IGNORECASE)


def _keys(made: Any) -> set[str]:
    return {
        table["key"] for told in made for section in told["sections"] for table in section["tables"]
    }


def test_each_room_that_knows_somebody_tells_it(dossiers):
    assert dossiers[0]["keys"] >= ROOMS


def test_what_was_written_of_somebody_is_told(dossiers):
    missing = {}
    for pk, told in dossiers.items():
        words = words_of(json.dumps(told, ensure_ascii=False)) if pk else []
        runs = {tuple(words[at : at + size]) for size in range(1, 7) for at in range(len(words))}
        if pk and (lost := told_texts(pk) - runs):
            missing[pk] = lost
    assert missing == {}


def test_nothing_of_anybody_else_is_told(dossiers):
    points = list(ContactPoint.objects.values_list("person", "value", "normalised"))
    people = list(Person.objects.filter(anonymised_at=None))
    leaks = []
    for pk, told in dossiers.items():
        if not pk:
            continue
        text = json.dumps(told, ensure_ascii=False)
        mine = {one for person, *two in points if person == pk for one in two}
        leaks += [
            (pk, one)
            for person, *two in points
            if person != pk
            for one in two
            if one in text and one not in mine
        ]
        names = name_key(*(next((p.first_name, p.last_name) for p in people if p.pk == pk)))
        leaks += [
            (pk, str(other))
            for other in people
            if other.pk != pk
            and name_key(other.first_name, other.last_name) != names
            and (str(other) in text or as_a_file(other.file_number).search(text))
        ]
    assert leaks == []


def test_each_row_has_only_the_keys_that_its_table_declares(dossiers):
    labels = {rule.model._meta.model_name for rule in RULES if isinstance(rule, Told)}
    for pk, told in dossiers.items():
        for section in told["sections"] if pk else ():
            for table in section["tables"]:
                assert table["key"] in labels
                assert all(row.keys() <= table["fields"].keys() for row in table["rows"])
