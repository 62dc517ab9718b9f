"""Places are few: who waits, who is offered what is given back, why a turn passes, what an offer becomes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.residences import committees, offers, running, services
from crm.residences.models import ResidenceKind, ResidenceState
from crm.residences.waitlist import entry_of
from crm.waiting.models import Skip, WaitState
from tests.crm.residences.conftest import SHORT, T

pytestmark = pytest.mark.django_db
OTHER_DATES = replace(SHORT, starts_on=date(2011, 12, 20), ends_on=date(2011, 12, 23))


@pytest.fixture
def full(ask, settings):
    """Two places, taken the week of SHORT."""
    settings.RESIDENCES = settings.RESIDENCES | {"short_places": 2}
    rows = [ask(), ask()]
    for row in rows:
        services.grant(row, by=None, at=T)
    return rows


@pytest.fixture
def waiting(full, ask):
    row = ask()
    services.wait_for_a_place(row, by=None, at=T)
    return row


def test_nothing_is_granted_beyond_the_places(full, ask):
    row = ask()
    with pytest.raises(Refused, match="Aucune place"):
        services.grant(row, by=None, at=T)

    services.grant(ask(asked=OTHER_DATES), by=None, at=T)
    row.refresh_from_db()
    assert row.state == ResidenceState.REQUESTED


def test_nobody_waits_while_a_place_is_free(ask):
    with pytest.raises(Refused, match="libre"):
        services.wait_for_a_place(ask(), by=None, at=T)


def test_who_renounces_lets_the_next_have_the_place(full, waiting):
    running.renounce(full[0], "Un empêchement.", at=T)

    entry = entry_of(waiting)
    assert entry.state == WaitState.OFFERED
    assert waiting.days.count() == 7
    assert Letter.objects.filter(key__startswith=f"residence-{waiting.pk}-offered").exists()


def test_an_offer_that_is_taken_grants_the_residence(full, waiting):
    running.renounce(full[0], "Un empêchement.", at=T)
    offers.accept(waiting, at=T)

    assert waiting.state == ResidenceState.GRANTED
    assert waiting.waiting_since is None
    assert entry_of(waiting) is None


def test_a_long_one_takes_its_place_after_the_minutes_of_its_committee_are_settled(
    ask, committee, settings
):
    settings.RESIDENCES = settings.RESIDENCES | {"long_places": 1}
    held, row, day = ask(ResidenceKind.LONG), ask(ResidenceKind.LONG), T + timedelta(days=1)
    for one in (held, row):
        committees.assess(one, {"territory": 4, "usefulness": 4, "sector": 4}, "", by=None, at=day)
    services.grant(held, by=None, at=day)
    services.wait_for_a_place(row, by=None, at=day)
    committees.describe(committee, "Murat", "", "Réunis à cinq.", by=None, at=day)
    committees.close(committee, by=None, at=day)
    running.renounce(held, "Un empêchement.", at=day)

    offers.accept(row, at=day)

    assert row.state == ResidenceState.GRANTED


def test_an_offer_that_is_declined_goes_to_the_next(full, waiting, ask):
    second = ask()
    services.wait_for_a_place(second, by=None, at=T)
    running.renounce(full[0], "Un empêchement.", at=T)

    offers.decline(waiting, at=T)

    assert waiting.state == ResidenceState.REFUSED
    assert entry_of(second).state == WaitState.OFFERED


def test_an_offer_without_an_answer_comes_back_to_the_advisors(full, waiting, ask):
    second = ask()
    services.wait_for_a_place(second, by=None, at=T)
    running.renounce(full[0], "Un empêchement.", at=T)

    assert offers.expire(T + timedelta(hours=47)) == 0
    assert offers.expire(T + timedelta(hours=49)) == 1
    assert offers.expire(T + timedelta(hours=49)) == 0

    waiting.refresh_from_db()
    assert (waiting.state, waiting.waiting_since) == (ResidenceState.INSTRUCTED, None)
    assert not waiting.days.exists()
    assert entry_of(second).state == WaitState.OFFERED
    with pytest.raises(Refused):
        offers.accept(waiting, at=T + timedelta(hours=49))


def test_a_turn_passes_when_its_dates_do_not_fit_and_why_is_kept(full, waiting, ask, settings):
    settings.RESIDENCES = settings.RESIDENCES | {"short_places": 3}
    for row in (ask(asked=OTHER_DATES) for _ in range(3)):
        services.grant(row, by=None, at=T)
    later = ask(asked=OTHER_DATES)
    services.wait_for_a_place(later, by=None, at=T - timedelta(hours=1))
    settings.RESIDENCES = settings.RESIDENCES | {"short_places": 2}

    running.renounce(full[0], "Un empêchement.", at=T)

    assert entry_of(waiting).state == WaitState.OFFERED
    assert "20" in Skip.objects.filter(entry=entry_of(later)).first().reason


def test_who_waits_and_withdraws_leaves_the_list(waiting):
    services.refuse(waiting, "", by=None, withdrawn=True, at=T)

    assert entry_of(waiting) is None
