"""Families who want the same nights at the same moment, on the database that the tests run on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connections

from crm.journal.refusal import Refused
from crm.lodging.models import Stay, StayNight, StayState
from crm.lodging.services import end_holds, move_stay
from tests.crm.lodging.lodgings import ARRIVE, ASKED, dwelling, held, requested

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, rows):
    def alone(row):
        try:
            return act(row)
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(rows)) as threads:
        return list(threads.map(alone, rows))


def hold(pk):
    move_stay(Stay.objects.select_related("unit").get(pk=pk), StayState.HELD, at=ASKED)
    return ""


def test_two_families_the_same_night_at_once_are_one():
    unit = dwelling()
    stays = [requested(unit, arrive=ARRIVE + timedelta(days=shift)).pk for shift in range(3)]

    told = at_once(hold, [*stays, *stays])

    kept = Stay.objects.filter(state=StayState.HELD)
    assert len(kept) == told.count("") == 1
    assert list(StayNight.objects.order_by("date").values_list("date", flat=True)) == kept[0].days
    assert any("déjà prise" in sentence for sentence in told)


def test_the_same_nights_of_two_dwellings_are_both_given():
    stays = [requested(dwelling(label=label)).pk for label in ("Un", "Deux")]

    assert at_once(hold, stays) == ["", ""]


def test_a_hold_ends_once_wherever_the_job_runs_while_it_is_confirmed():
    stay = held(dwelling())
    later = ASKED + timedelta(hours=73)

    def confirm(_):
        move_stay(Stay.objects.get(pk=stay.pk), StayState.CONFIRMED, at=later)
        return 0

    told = at_once(lambda act: act(later), [end_holds, confirm, end_holds, end_holds])

    stay.refresh_from_db()
    nights = StayNight.objects.count()
    assert (stay.state, nights) in [(StayState.CONFIRMED, 3), (StayState.CANCELLED, 0)]
    assert sum(one == 1 for one in told) == (stay.state == StayState.CANCELLED)
    assert stay.arrive == date(2011, 6, 6)
