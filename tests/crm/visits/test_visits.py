"""A visit from its first stop to what the family says of it, and what it cost."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.journeys.models import Interaction, InteractionKind, Stage
from crm.letters.models import Letter
from crm.organisations.models import OrganisationKind
from crm.organisations.services import add_organisation
from crm.visits.letters import PURPOSE, send_sheet, tell_hosts
from crm.visits.models import Visit, VisitState
from crm.visits.programme import bring_forward, change_stop, remove_stop
from crm.visits.services import Plan, Told, change_visit, move_visit
from tests.crm.desk import journey_of, qualified
from tests.crm.factories import make_person, make_territory
from tests.crm.lodging.lodgings import dwelling, held
from tests.crm.visits.visiting import (
    FIRST,
    HOME,
    LAST,
    PREPARED,
    confirmed,
    done,
    planned,
    stop,
    stopped,
)

pytestmark = pytest.mark.django_db


def hours(visit):
    return [
        (row.title, row.starts_at.strftime("%H:%M"), row.ends_at.strftime("%H:%M"))
        for row in visit.stops.all()
    ]


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (stop(9, 10, FIRST - timedelta(days=1)), "La visite a lieu"),
        (stop(9, 10, LAST + timedelta(days=1)), "La visite a lieu"),
        (stop(10, 10), "après avoir commencé"),
        (stop(9, 11), "occupe déjà ce moment, de 9"),
        (stop(8, 20), "occupe déjà ce moment"),
    ],
)
def test_a_stop_is_within_the_visit_and_over_no_other(when, why):
    visit = planned()
    first = stopped(visit, 9, 12)

    with pytest.raises(Refused, match=why):
        stopped(visit, when.starts_at.hour, when.ends_at.hour, day=when.date)
    change_stop(first, stop(9, 13), by=None)
    assert visit.stops.count() == 1


def test_stops_that_touch_do_not_overlap():
    visit = planned()
    stopped(visit, 10, 11)
    stopped(visit, 9, 10)

    assert [row.starts_at for row in visit.stops.all()] == [time(9), time(10)]


def test_a_stop_brought_forward_keeps_its_length_and_moves_nothing_else():
    visit = planned()
    stopped(visit, 8, 9, title="Avant")
    stopped(visit, 9, 10, title="École")
    long = stopped(visit, 11, 14, title="Maison")
    stopped(visit, 15, 16, title="Après")

    bring_forward(long, by=None)

    assert hours(visit) == [
        ("Avant", "08:00", "09:00"), ("Maison", "09:00", "12:00"), ("École", "13:00", "14:00"),
        ("Après", "15:00", "16:00"),
    ]  # fmt: skip


def test_the_first_stop_of_a_day_stays_the_first():
    visit = planned()
    stopped(visit, 9, 10)
    first = stopped(visit, 9, 10, day=LAST)

    bring_forward(first, by=None)

    assert [row.date for row in visit.stops.all()] == [FIRST, LAST]


def test_a_stop_takes_from_its_organisation_what_was_left_empty():
    home = make_territory()["murat"]
    school = add_organisation(
        "École de Murat", OrganisationKind.SCHOOL, email="ecole@example.org",
        phone="06 39 98 90 01", commune=home, by=None,
    )  # fmt: skip
    row = stopped(planned(), organisation=school, host_email="direction@example.org")

    assert (row.place, row.commune, row.host_email) == (
        "École de Murat", home, "direction@example.org"
    )  # fmt: skip
    assert row.host_phone


def test_dates_do_not_leave_a_stop_outside():
    visit = planned()
    stopped(visit, day=LAST)

    with pytest.raises(Refused, match="ne serait plus dans les dates"):
        change_visit(visit, Plan(FIRST, FIRST, "Plus court"), by=None)
    change_visit(visit, Plan(LAST, LAST, "Un jour"), by=None)
    assert Visit.objects.get().starts_on == LAST


@pytest.mark.parametrize(
    ("told", "why"),
    [({"ends_on": FIRST - timedelta(days=1)}, "suit le premier"),
     ({"ends_on": FIRST + timedelta(days=21)}, "au plus 21 jours")],
)  # fmt: skip
def test_a_visit_lasts_some_days(told, why):
    with pytest.raises(Refused, match=why):
        planned(**told)


def test_the_stay_is_that_of_the_same_family():
    with pytest.raises(Refused, match="autre dossier"):
        planned(stay=held(dwelling()))


def test_a_visit_is_confirmed_with_a_programme():
    with pytest.raises(Refused, match="ajoutez une étape"):
        move_visit(planned(), VisitState.CONFIRMED, by=None)


def test_confirmed_the_family_is_sent_the_way_to_its_sheet_and_the_journey_moves():
    journey = qualified(at=PREPARED)

    confirmed(journey)

    journey.refresh_from_db()
    assert journey.stage == Stage.VISITING
    letter = Letter.objects.get()
    assert (letter.link_purpose, letter.to) == (
        PURPOSE, journey.person.contact_points.get().value
    )  # fmt: skip


def test_the_same_programme_is_sent_once_and_another_again():
    visit = confirmed()
    send_sheet(visit, HOME)
    assert Letter.objects.count() == 1

    stopped(visit, 14, 15)
    visit.refresh_from_db()
    change_visit(visit, Plan(FIRST, LAST, "Autre chose"), by=None, at=HOME)
    send_sheet(visit, HOME)
    assert Letter.objects.count() == 2


def test_hosts_are_told_once_of_their_hours_and_of_no_name():
    visit = planned(journey_of(make_person(last_name="Vidalenc")))
    stopped(visit, 9, 10, host="Mme Roux", host_email="roux@example.org")
    stopped(visit, 11, 12, host="M. Mas")
    move_visit(visit, VisitState.CONFIRMED, by=None, at=PREPARED)

    assert tell_hosts(visit, HOME) == tell_hosts(visit, HOME) == 1

    letter = Letter.objects.get(to="roux@example.org")
    assert "Bonjour Mme Roux" in letter.body
    assert "Vidalenc" not in letter.body + letter.subject


def test_told_it_becomes_one_exchange_of_its_last_evening():
    visit = confirmed()
    school = visit.stops.get()

    told = Told(family_words="Nous revenons.", outcomes={school.pk: "Deux places en CM1."})
    move_visit(visit, VisitState.DONE, told, by=None, at=HOME)

    said = Interaction.objects.get(kind=InteractionKind.VISIT)
    assert said.text == "L’école\u00a0: Deux places en CM1.\nLa famille\u00a0: Nous revenons."
    assert timezone.localdate(said.at) == LAST
    visit.journey.person.refresh_from_db()
    assert visit.journey.person.last_inbound_at == said.at


def test_a_visit_is_told_once_it_is_over():
    with pytest.raises(Refused, match="dure jusqu’au"):
        move_visit(confirmed(), VisitState.DONE, by=None, at=PREPARED)


def test_what_is_done_or_called_off_changes_no_more():
    visit = done()
    row = visit.stops.get()

    for act in (
        lambda: stopped(visit, 14, 15),
        lambda: remove_stop(row, by=None),
        lambda: bring_forward(row, by=None),
        lambda: move_visit(visit, VisitState.CANCELLED, Told(reason="Non"), by=None),
    ):
        with pytest.raises(Refused, match="ne change plus"):
            act()


def test_called_off_with_a_reason_the_family_reads_it():
    visit = confirmed()
    with pytest.raises(Refused, match="motivée"):
        move_visit(visit, VisitState.CANCELLED, by=None)

    move_visit(visit, VisitState.CANCELLED, Told(reason="Neige."), by=None, at=PREPARED)

    assert "Neige." in Letter.objects.get(key__endswith="called-off").body
