"""Files whose time is over, told in time, and the runs that forget them."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from crm.people.models import Person
from crm.privacy.due import kept_until
from crm.privacy.models import Notice, Run, Way
from crm.privacy.runs import prepare, sign, to_do
from tests.crm.factories import UserFactory, make_person
from tests.crm.indicators.factories import noon

LONG_AGO = date(2010, 6, 30)
OFFICER = "Délégué à la protection des données"


def overdue(**told: object) -> Person:
    """Somebody silent for years, who was told in time and did not answer."""
    person = make_person(at=noon(LONG_AGO), **told)
    now = timezone.now()
    Notice.objects.create(
        person=person, ends_on=kept_until(person), way=Way.NONE,
        written_at=now - timedelta(days=40), due_on=timezone.localdate(now) - timedelta(days=2),
    )  # fmt: skip
    return person


def signed(by: object = None) -> Run:
    run = prepare()
    return sign(run, to_do(run), by=by or UserFactory())
