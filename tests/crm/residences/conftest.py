"""Somebody who asks for a residence, and a desk that decides. Time stands at T, a Tuesday of November 2011."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from crm.residences import committees, services
from crm.residences.contents import Asked
from crm.residences.models import ResidenceKind
from tests.crm.factories import UserFactory, make_person, make_territory


def moment(*parts: int) -> datetime:
    """A moment in the time of the place."""
    return datetime(*parts, tzinfo=timezone.get_current_timezone())  # type: ignore[misc, arg-type]


T = moment(2011, 11, 15, 10, 30)
SHORT = Asked("Traduire à distance.", date(2011, 12, 5), date(2011, 12, 11))
LONG = Asked("Ouvrir un atelier de graphisme.", date(2012, 1, 9), date(2012, 4, 8), persons=3)


@pytest.fixture
def agent(db):
    return UserFactory()


@pytest.fixture
def ask(db):
    """Make a request of somebody new, or of `person`."""
    make_territory()

    def made(kind=ResidenceKind.SHORT, asked=None, person=None, at=T):
        wanted = asked or (SHORT if kind == ResidenceKind.SHORT else LONG)
        return services.request(person or make_person(), kind, wanted, by=None, at=at)

    return made


@pytest.fixture
def committee(db):
    """A committee that is held the day after T."""
    return committees.plan(
        date(2011, 11, 16), date(2011, 11, 16), "Murat", "Région, agence", by=None, at=T
    )
