"""Somebody forgotten waits for nothing, and the seat that they held goes to whoever waits."""

from __future__ import annotations

import pytest

from crm.letters.models import Letter
from crm.privacy.services import anonymise
from crm.waiting.models import WaitEntry, WaitState
from tests.crm.applications.waits import NOW, coming, sent_offer, states, waiting

pytestmark = pytest.mark.django_db


def test_the_seat_of_somebody_forgotten_is_offered_and_told_to_the_next():
    session = coming()
    enrolment, next_one = sent_offer(session), waiting(session)

    anonymise(enrolment.application.person, at=NOW)

    assert states(next_one) == ["admitted"]
    letters = Letter.objects.filter(person=next_one.person, template__endswith="seat_offered.txt")
    assert letters.count() == 1


def test_somebody_forgotten_leaves_the_list():
    row = waiting(coming())

    anonymise(row.person, at=NOW)

    entry = WaitEntry.objects.get()
    assert (entry.state, entry.reason) == (WaitState.REMOVED, "Effacé")
