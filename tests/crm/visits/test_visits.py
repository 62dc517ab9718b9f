"""A visit from its first stop to what the family says of it, and what it cost."""

from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.journeys.facts import missing
from crm.journeys.models import Interaction, InteractionKind, Stage
from crm.journeys.timeline import moments
from crm.letters import links
from crm.letters.models import Letter
from crm.lodging.models import StayPurpose, StayState
from crm.lodging.services import Told as StayTold
from crm.lodging.services import move_stay
from crm.organisations.models import OrganisationKind
from crm.organisations.services import add_organisation
from crm.people.services import household_of
from crm.privacy.services import anonymise
from crm.support.models import SettlementState
from crm.support.services import intend_settlement, move_settlement
from crm.visits import days
from crm.visits.costing import costs_of
from crm.visits.forgetting import forget_hosts
from crm.visits.letters import PURPOSE, opened_by, send_sheet, tell_hosts
from crm.visits.models import Visit, VisitState
from crm.visits.programme import bring_forward, change_stop, remove_stop
from crm.visits.services import Plan, Told, add_cost, change_visit, move_visit
from tests.crm.desk import colleague, journey_of, qualified
from tests.crm.factories import make_person, make_territory
from tests.crm.lodging.lodgings import ARRIVE, ASKED, dwelling, held, slept
from tests.crm.lodging.lodgings import confirmed as confirmed_stay
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


# The stage « En visite »


def test_a_journey_is_visiting_once_a_visit_or_a_stay_is_planned():
    journey = journey_of(at=PREPARED)
    assert "Il manque une visite" in missing(journey, Stage.VISITING, HOME)

    planned(journey)

    assert missing(journey, Stage.VISITING, HOME) == ""


@pytest.mark.parametrize(
    ("purpose", "stage"),
    [(StayPurpose.VISIT, Stage.VISITING), (StayPurpose.TRAINING, Stage.QUALIFIED)],
)
def test_a_stay_confirmed_moves_the_journey_unless_it_is_for_a_training(purpose, stage):
    journey = qualified(at=ASKED)

    confirmed_stay(dwelling(), journey.person, journey=journey, purpose=purpose)

    journey.refresh_from_db()
    assert journey.stage == stage


def test_a_visit_or_a_stay_called_off_is_no_fact():
    journey = journey_of(at=PREPARED)
    move_visit(planned(journey), VisitState.CANCELLED, Told(reason="Non"), by=None)
    stay = held(dwelling(), journey.person)
    move_stay(stay, StayState.CANCELLED, StayTold(reason="Non"), at=ASKED)

    assert missing(journey, Stage.VISITING, HOME)


# The sheet


def sheet_link(visit):
    return links.make(PURPOSE, str(visit.pk))


def current(journey=None):
    today = timezone.localdate()
    return confirmed(journey, starts_on=today, ends_on=today + timedelta(days=1))


def test_the_family_reads_its_programme_and_nothing_written_for_the_team(client):
    visit = current()
    stopped(
        visit, 14, 15, day=visit.starts_on, title="Maison", host="Mme Roux",
        for_family="Prenez vos bottes.", for_team="Loyer à discuter.",
    )  # fmt: skip

    answer = client.get(reverse("visit_sheet", args=[sheet_link(visit)]))

    page = answer.content.decode()
    assert "Mme Roux" in page
    assert "Prenez vos bottes." in page
    assert "Loyer à discuter" not in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_its_agenda_has_a_line_a_stop(client):
    visit = current()

    file = client.get(reverse("visit_calendar", args=[sheet_link(visit)])).content.decode()

    assert file.count("BEGIN:VEVENT") == 1
    assert "DTSTART;TZID=Europe/Paris:" in file


def test_a_link_that_opens_nothing_says_so(client):
    visit = current()
    token = sheet_link(visit)
    move_visit(visit, VisitState.CANCELLED, Told(reason="Neige."), by=None)

    for path in (f"/visite/{token}/", "/visite/faux/", f"/visite/{token}/visite.ics"):
        assert client.get(path).status_code == 404


def test_a_sheet_is_read_until_some_weeks_after():
    visit = confirmed()
    token = links.make(PURPOSE, str(visit.pk), at=PREPARED)

    assert opened_by(token, HOME) == visit
    assert opened_by(token, HOME + timedelta(days=60)) is None


def test_the_letter_that_leaves_carries_a_link_that_opens_the_sheet(
    client, django_capture_on_commit_callbacks, settings
):
    settings.LETTERS_IN_PROCESS = True
    with django_capture_on_commit_callbacks(execute=True):
        current()

    path = next(line for line in mail.outbox[0].body.split() if "/visite/" in line)
    assert client.get(path[path.index("/visite/") :]).status_code == 200


# Days, file, costs


def test_the_day_has_the_visits_of_the_week_and_those_to_tell():
    user = colleague()
    confirmed(referent=user)
    planned()
    planned(starts_on=date(2011, 7, 1), ends_on=date(2011, 7, 1))
    other = colleague("Responsables")

    assert days.week(user, HOME - timedelta(days=6)).total == 2
    assert [line.late for line in days.week(user, HOME).lines] == [True, True]
    assert days.week(other, HOME).total == 1


def test_the_calendar_of_who_accompanies_has_the_stops():
    user = colleague()
    visit = confirmed(referent=user)

    found = days.stops(user, FIRST, LAST)

    assert [(one.person, one.detail) for one in found] == [(visit.journey.person, "L’école")]


def test_the_file_tells_that_the_family_came():
    visit = done()

    told = [one.title for one in moments(visit.journey.person, colleague(), ["settling"])]

    assert told[0].startswith("Venue sur place")
    assert told[1].startswith("Visite préparée")


def test_the_cost_of_a_visit_and_of_a_family_that_settled():
    home = make_territory()["murat"]
    unit = dwelling()
    settled, other = make_person(at=ASKED), make_person(at=ASKED)
    household = household_of(settled, on=date(2011, 5, 1))
    stay = slept(unit, settled, arrive=ARRIVE, nights=2)
    first = done(journey_of(settled, at=PREPARED), stay=stay)
    second = done(journey_of(other, at=PREPARED))
    for visit, cents in [(first, 12000), (first, 3050), (second, 5000)]:
        add_cost(visit, kind="meals", label="", cents=cents, paid_by="Commune", by=None)
    row = intend_settlement(household, home, at=HOME)
    move_settlement(row, SettlementState.MOVED_IN, on=date(2011, 9, 1))

    def told(as_of):
        found = costs_of(date(2011, 1, 1), date(2011, 12, 31), as_of)
        return found.total, found.given, found.by_visit, found.families, found.by_settled

    assert told(date(2011, 12, 31)) == (20050, 9000, 10025, 2, 20050)
    assert told(date(2011, 8, 31)) == (20050, 9000, 10025, 2, None)


def test_costs_are_read_in_two_queries_at_most(django_assert_max_num_queries):
    for _ in range(5):
        done()

    with django_assert_max_num_queries(2):
        found = costs_of(FIRST, LAST, LAST)
        [str(row.journey.person) for row in found.rows]


# Forgetting


def test_hosts_are_forgotten_a_year_after_and_the_stop_stays():
    visit = planned()
    stopped(visit, host="Mme Roux", host_phone="06 39 98 01 42", host_email="roux@example.org")
    stopped(visit, 11, 12)

    assert forget_hosts(PREPARED + timedelta(days=365)) == 0
    assert forget_hosts(HOME + timedelta(days=366)) == 1
    assert forget_hosts(HOME + timedelta(days=366)) == 0
    assert {(row.host, row.host_phone, row.host_email) for row in visit.stops.all()} == {
        ("", "", "")
    }


def test_who_is_forgotten_is_awaited_no_more():
    journey = journey_of(at=PREPARED)
    visit = confirmed(journey, emergency="Appeler sa sœur")
    stay = confirmed_stay(dwelling(), journey.person, journey=journey)
    written = Letter.objects.count()

    anonymise(journey.person, at=PREPARED)

    visit.refresh_from_db()
    stay.refresh_from_db()
    assert (visit.state, visit.emergency) == (VisitState.CANCELLED, "")
    assert (stay.state, stay.nights_held.count()) == (StayState.CANCELLED, 0)
    assert Letter.objects.count() <= written
