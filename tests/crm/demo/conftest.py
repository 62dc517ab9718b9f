"""The demonstration, loaded once for the whole folder inside a transaction that is then undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from crm.demo.history import load_history
from crm.demo.history.load import publish_history
from crm.demo.history.recipe import PUBLISHED
from crm.demo.present import load_present
from crm.indicators.counting import Figures, compute
from crm.people.models import Person
from crm.privacy.services import anonymise, apply_retention
from editorial.demo import create_accounts
from home.content import load
from tests.crm.privacy.searching import Strings, every_file, strings_of


@dataclass
class Demo:
    """at: when it was loaded; the figures of the two days, with names and after fifty lost theirs.

    forgotten, strings: those whose time was over as it was loaded, and what was known of them.
    files: those that were there before, which other tests left.
    """

    at: datetime
    named: list[Figures]
    after_fifty: list[Figures]
    forgotten: list[int]
    strings: Strings
    files: set[str]


def published_days() -> list[Figures]:
    return [compute(day) for day in PUBLISHED]


def figures_after_fifty_are_forgotten() -> list[Figures]:
    with transaction.atomic():
        welcomed = Person.objects.filter(applications__enrolment__state="completed")
        for person in welcomed.order_by("pk")[:50]:
            anonymise(person)
        found = published_days()
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Demo]:
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        files = {name for name, _ in every_file()}
        call_command("territory", verbosity=0)
        load(settings.BASE_DIR / "fixtures/site")
        call_command("rights", verbosity=0)
        create_accounts()
        at = timezone.now()
        load_history(at)
        named, after_fifty = published_days(), figures_after_fifty_are_forgotten()
        forgotten = list(Person.objects.values_list("pk", flat=True))
        strings = strings_of(forgotten)
        apply_retention(at=at)
        publish_history(at)
        load_present(at)
        yield Demo(at, named, after_fifty, forgotten, strings, files)
        transaction.set_rollback(True)
