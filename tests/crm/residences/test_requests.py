"""What may be asked for, and by when it is answered."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from crm.journal.refusal import Refused
from crm.journeys.models import Stage, Track
from crm.letters.models import Letter
from crm.registers.calendar import add_months
from crm.residences import committees, services
from crm.residences.clock import clock
from crm.residences.models import Residence, ResidenceKind, ResidenceState
from crm.residences.rules import length_refused
from tests.crm.factories import make_person
from tests.crm.residences.conftest import SHORT, T, moment

pytestmark = pytest.mark.django_db


def test_a_short_request_is_answered_forty_eight_hours_later(ask):
    assert ask().decision_due_at == T + timedelta(hours=48)


def test_forty_eight_hours_are_those_of_a_clock_when_the_hour_changes(ask):
    eve = moment(2012, 3, 24, 12)  # the clocks go forward on the 25th
    row = ask(asked=replace(SHORT, starts_on=date(2012, 4, 2), ends_on=date(2012, 4, 6)), at=eve)

    assert timezone.localtime(row.decision_due_at).hour == 13
    assert (row.decision_due_at - eve.astimezone(UTC)) == timedelta(hours=48)


def test_a_long_request_is_answered_by_the_next_committee(ask, committee):
    row = ask(ResidenceKind.LONG)

    assert row.committee == committee
    assert timezone.localdate(row.decision_due_at) == committee.held_on


def test_a_committee_that_is_planned_takes_the_long_requests_that_had_none(ask):
    row = ask(ResidenceKind.LONG)
    assert row.decision_due_at is None

    planned = committees.plan(date(2011, 12, 1), date(2011, 11, 28), "Murat", by=None, at=T)

    row.refresh_from_db()
    assert row.committee == planned


def test_a_request_opens_a_journey_when_there_is_none(ask):
    assert ask().journey.track == Track.RELOCATION


def test_a_request_is_a_sign_of_life_and_gets_a_letter(ask):
    person = make_person(at=T - timedelta(days=90))
    ask(person=person)

    person.refresh_from_db()
    assert person.last_inbound_at == T
    assert "jeudi\xa017\xa0novembre\xa02011 à 10\xa0h\xa030" in Letter.objects.get().body


@pytest.mark.parametrize(
    ("kind", "starts_on", "ends_on"),
    [
        (ResidenceKind.SHORT, date(2011, 12, 5), date(2011, 12, 5)),
        (ResidenceKind.SHORT, date(2011, 12, 5), date(2011, 12, 20)),
        (ResidenceKind.SHORT, date(2011, 12, 5), date(2011, 12, 4)),
        (ResidenceKind.SHORT, date(2011, 11, 14), date(2011, 11, 18)),
        (ResidenceKind.SHORT, date(2030, 1, 1), date(2030, 1, 4)),
        (ResidenceKind.LONG, date(2011, 12, 1), date(2012, 1, 30)),
        (ResidenceKind.LONG, date(2011, 12, 1), date(2012, 6, 2)),
        (ResidenceKind.LONG, date(9999, 12, 1), date(9999, 12, 31)),
        (ResidenceKind.LONG, date(1, 1, 1), date(1, 3, 31)),
    ],
)
def test_lengths_and_dates_that_are_refused(ask, kind, starts_on, ends_on):
    with pytest.raises(Refused):
        ask(kind, replace(SHORT, starts_on=starts_on, ends_on=ends_on))
    assert not Residence.objects.exists()


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 400))
def test_what_a_length_allows_the_database_allows(start, days):
    """Whole months lie within the days that the constraint holds."""
    end = start + timedelta(days=days)
    short, long = (not length_refused(kind, start, end) for kind in ResidenceKind)

    assert short == (1 <= days <= 14)
    assert long == (add_months(start, 2) <= end + timedelta(days=1) and end <= add_months(start, 6))
    assert not long or 58 <= days <= 184


def test_the_database_refuses_a_length_that_is_none_of_its_kind(ask):
    row = ask()
    with (
        pytest.raises(IntegrityError, match="residence_lasts_as_its_kind_says"),
        transaction.atomic(),
    ):
        Residence.objects.filter(pk=row.pk).update(ends_on=date(2012, 1, 30))


def test_a_person_asks_once_for_each_length(ask):
    person = make_person()
    ask(person=person)
    ask(ResidenceKind.LONG, person=person)

    with pytest.raises(Refused, match="déjà"):
        ask(person=person)


def test_what_is_asked_for_changes_until_it_is_decided(ask):
    row = ask()
    services.amend(row, replace(SHORT, persons=2), by=None, at=T)
    assert row.persons == 2

    services.grant(row, by=None, at=T)
    with pytest.raises(Refused):
        services.amend(row, SHORT, by=None, at=T)


def test_a_residence_that_is_granted_moves_the_journey(ask):
    row = ask()
    services.grant(row, by=None, at=T)

    row.journey.refresh_from_db()
    assert row.journey.stage == Stage.RESIDENCE


def test_a_refusal_is_motivated_and_says_how_to_contest_it(ask):
    row = ask()
    with pytest.raises(Refused, match="motivé"):
        services.refuse(row, " ", by=None, at=T)

    services.refuse(row, "Aucun logement n’est libre.", by=None, at=T)

    assert row.state == ResidenceState.REFUSED
    body = Letter.objects.order_by("-pk")[0].body
    assert "Aucun logement n’est libre." in body
    assert "15\xa0janvier\xa02012" in body


def test_a_request_that_is_withdrawn_gets_no_letter_of_refusal(ask):
    row = ask()
    services.refuse(row, "", by=None, withdrawn=True, at=T)

    assert row.reason == services.WITHDRAWN
    assert Letter.objects.count() == 1


def test_a_long_residence_is_decided_on_the_day_of_its_committee_once_it_is_marked(ask, committee):
    row = ask(ResidenceKind.LONG)
    with pytest.raises(Refused, match="comité"):
        services.grant(row, by=None, at=T)
    day = T + timedelta(days=1)
    with pytest.raises(Refused, match="critères"):
        services.grant(row, by=None, at=day)

    committees.assess(row, {"territory": 4, "usefulness": 5, "sector": 3}, "", by=None, at=day)
    services.grant(row, by=None, at=day)

    assert row.state == ResidenceState.GRANTED


def test_the_minutes_are_settled_once_everything_is_decided(ask, committee):
    row, day = ask(ResidenceKind.LONG), T + timedelta(days=1)
    committees.describe(committee, "Murat", "", "Réunis à cinq.", by=None, at=day)
    with pytest.raises(Refused, match="attend encore"):
        committees.close(committee, by=None, at=day)

    later = committees.plan(date(2011, 12, 20), date(2011, 12, 15), "Murat", by=None, at=day)
    services.put_to(row, later, by=None, at=day)
    committees.close(committee, by=None, at=day)

    with pytest.raises(Refused, match="arrêté"):
        committees.describe(committee, "Aurillac", "", "", by=None, at=day)
    assert timezone.localdate(row.decision_due_at) == date(2011, 12, 20)


def test_the_clock_says_what_is_left_and_what_is_late():
    due = T + timedelta(hours=48)

    assert clock(due, T).words == "encore 48 heures"
    assert clock(due, due - timedelta(hours=2)).pressing
    assert clock(due, due + timedelta(hours=3)).words == "en retard de trois heures"
