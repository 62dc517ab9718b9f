"""All those of the demonstration are forgotten, in every room: nothing of them is left, and no figure moves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crm.applications.models import Enrolment
from crm.datarights.models import RightsRequest
from crm.datarights.services import close
from crm.demo.history.recipe import PUBLISHED
from crm.funding.models import Operation, Participation, TransmittedRow
from crm.imports.models import ImportBatch
from crm.indicators.counting import Figures, compute
from crm.indicators.models import IndicatorSnapshot
from crm.newsletter.models import Subscriber
from crm.people.contacts import normalise_email
from crm.people.models import ContactPoint, Person
from crm.people.names import name_key
from crm.privacy.services import BATCH, anonymise_all
from crm.registrations.models import Participant, Registration
from crm.workspaces.models import MonthStatement
from tests.crm.privacy.searching import Words, every_file, left, published, strings_of, words_of

pytestmark = pytest.mark.django_db

QUERIES_A_PERSON = 60
# What goes on as a day ends: oblivion ends it by its own door, that day, as anybody else would.
GOING_ON = {"I6", "I6b", "I10", "I11_plans"}


@pytest.fixture
def kept_files(tmp_path: Path) -> Iterator[None]:
    """The private files of the demonstration are put back: the tests beside read them."""
    folder = Path(storages["private"].location)
    shutil.copytree(folder, tmp_path / "private")
    yield
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "private", folder)


def figures() -> dict[str, object]:
    """Everything that is published, transmitted or billed."""
    today = timezone.localdate()
    days = [*PUBLISHED, today - timedelta(days=30), today - timedelta(days=1)]
    return {
        "indicators": [compute(day) for day in days],
        "today": without(compute(today), GOING_ON),
        "snapshots": list(IndicatorSnapshot.objects.order_by("pk").values()),
        "participations": list(
            Participation.objects.order_by("pk").values_list("operation", "state", "entry_on")
        ),
        "transmitted": TransmittedRow.objects.count(),
        "statements": list(
            MonthStatement.objects.order_by("pk").values_list(
                "year", "rank", "total_cents", "lines"
            )
        ),
        "ended": Enrolment.objects.filter(ended_on__lt=date(2026, 1, 1)).count(),
    }


def without(figures: Figures, codes: set[str]) -> Figures:
    kept = {code: one for code, one in figures.by_code.items() if code not in codes}
    return replace(figures, by_code=kept)


def namesakes() -> set[Words]:
    """People of no file whose names chance drew too: they stay, with an address of their own."""
    known = set(ContactPoint.objects.values_list("normalised", flat=True))
    names = [
        (row.first_name, row.last_name)
        for row in Registration.objects.filter(person__isnull=True)
        if normalise_email(row.email) not in known
    ]
    names += Participant.objects.filter(registration__person__isnull=True).values_list(
        "first_name", "last_name"
    )
    names += [
        tuple(email.split("@")[0].split(".")[:2])
        for email in Subscriber.objects.exclude(email__in=known).values_list("email", flat=True)
    ]
    keys = [tuple(name_key(*pair).split()) for pair in names]
    return {*keys, *(key[::-1] for key in keys)}


@pytest.mark.usefixtures("kept_files")
def test_nothing_is_left_of_all_those_of_the_demonstration(
    demo, django_capture_on_commit_callbacks
):
    Operation.objects.update(last_payment_year=2000)  # no fund holds them any more
    alive = list(Person.objects.filter(anonymised_at=None).values_list("pk", flat=True))
    strings = demo.strings | strings_of(alive)
    wanted = strings.identity - namesakes() | strings.texts - published(strings.texts)
    before = figures()
    # An open request keeps its asker until somebody answers: no oblivion ends it in their place.
    for request in RightsRequest.objects.open():
        close(request, "Retirée.", by=User.objects.get(username="dpd"))
    # Files of imports already written are deleted at a commit that this transaction never reaches.
    named = ImportBatch.objects.exclude(stored_as="").values_list("stored_as", flat=True)
    written = {name for name, _ in every_file() if name.startswith("imports/")} - {*named}

    with (
        django_capture_on_commit_callbacks(execute=True),
        CaptureQueriesContext(connection) as asked,
    ):
        for start in range(0, len(alive), BATCH):
            anonymise_all(alive[start : start + BATCH], None, timezone.now())

    assert Person.objects.filter(anonymised_at=None).count() == 0
    assert len(demo.forgotten) + len(alive) >= 200
    assert left(wanted, but=demo.files | written) == {}
    assert figures() == before
    ended = compute(timezone.localdate())
    assert (ended["I10"].value, ended["I11_plans"].value) == (0, 0)
    assert len(asked) < QUERIES_A_PERSON * len(alive)


def test_the_search_finds_whoever_is_not_forgotten(demo):
    """The proof proves something: the same search finds them all while they are here."""
    person = Person.objects.filter(anonymised_at=None, papers__isnull=False).first()

    found = left(strings_of([person.pk]).identity)

    assert {"crm_people_person", "crm_people_contactpoint"} <= found.keys()
    assert " ".join(words_of(person.file_number)) in found["crm_people_person"]
