from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.applications.attendance.corrections import correct
from crm.applications.models import Absence, Attendance
from crm.indicators.counting import compute
from crm.indicators.counting.figures import percent
from crm.indicators.definitions import DEFINITIONS
from crm.indicators.models import IndicatorSnapshot
from crm.indicators.services import freeze, publish, withdraw
from crm.journal.refusal import Refused
from crm.people.models import Person, ProfessionalStatus
from crm.people.services import note_status
from crm.support.models import ActivityKind, FollowUpAnswer, Settlement, SettlementState
from crm.support.services import follow_up, move_settlement, note_activity
from crm.workspaces.models import HalfDay
from crm.workspaces.services import note_presence
from tests.crm.factories import UserFactory, make_person, make_territory
from tests.crm.indicators.factories import admit, applied, attend, noon, settle
from tests.telecentre.factories import SiteFactory, SpaceFactory
from tests.training.factories import SessionFactory

D = date(2010, 6, 30)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def places(db):
    return make_territory()


def test_the_day_ends_at_midnight_in_paris(places):
    late = datetime(2010, 6, 30, 23, 59, tzinfo=PARIS)
    after = datetime(2010, 7, 1, 0, 0, tzinfo=PARIS)
    for moment in (late, after):
        application = applied(None, D, commune=places["lyon"])
        type(application).objects.filter(pk=application.pk).update(submitted_at=moment)

    assert compute(D)["I1"].value == 1


def test_two_files_made_one_count_once(places):
    first, second = applied(None, D), applied(None, D)
    Person.objects.filter(pk=second.person_id).update(merged_into=first.person)

    assert (compute(D)["I1"].value, compute(D)["I1b"].value) == (1, 2)


def test_a_half_day_that_nobody_signed_welcomes_nobody(places):
    application = admit(applied(SessionFactory(starts_on=D), D - timedelta(days=30)), D)
    attend(application, D)
    Attendance.objects.update(trainee_signed_at=None)

    assert compute(D)["I2"].value == 0
    Attendance.objects.update(on_paper=True)
    assert compute(D)["I2"].value == 1


def test_a_half_day_corrected_to_an_absence_welcomes_nobody(places):
    application = admit(applied(SessionFactory(starts_on=D), D - timedelta(days=30)), D)
    attend(application, D)
    told = {"reason": "Ligne voisine.", "by": None, "at": noon(D + timedelta(days=7))}

    correct(Attendance.objects.get(), absence=Absence.UNJUSTIFIED, minutes=0, **told)
    assert compute(D)["I2"].value == 0

    correct(Attendance.objects.get(), absence=Absence.NONE, minutes=60, **told)
    assert compute(D)["I2"].value == 1


def test_who_has_given_no_news_for_a_year_is_unknown(places):
    application = admit(applied(SessionFactory(starts_on=D), D - timedelta(days=30)), D)
    attend(application, D)
    follow_up(application.person, FollowUpAnswer.UNREACHED, at=noon(D))
    assert compute(D)["I3"].unknown == 1

    follow_up(application.person, FollowUpAnswer.NONE, at=noon(D))
    assert compute(D)["I3"].unknown == 0
    assert compute(date(2011, 6, 30))["I3"].unknown == 1


def test_an_activity_of_the_day_of_the_first_half_day_counts_and_a_job_does_not(places):
    session = SessionFactory(starts_on=D)
    for kind in (ActivityKind.CREATION, ActivityKind.HIRED):
        application = admit(applied(session, D - timedelta(days=30)), D)
        attend(application, D)
        note_activity(application.person, kind, D, at=noon(D))

    assert compute(D)["I3"].numerator == 1


def test_a_session_is_recent_for_twelve_months(places):
    session = SessionFactory(starts_on=date(2010, 1, 4), ends_on=D)
    attend(
        admit(applied(session, date(2009, 12, 1), commune=places["lyon"]), date(2009, 12, 20)), D
    )

    assert compute(date(2011, 6, 29))["I4"].denominator == 1
    assert compute(D.replace(year=2011))["I4"].denominator == 0
    assert compute(D.replace(year=2011))["I4c"].denominator == 1


def test_a_household_that_left_and_came_back_counts_once(places):
    person = make_person(at=noon(D), commune=places["lyon"])
    first = settle(person, places["murat"], D, origin=places["lyon"])
    left = D + timedelta(days=60)
    move_settlement(first, SettlementState.DEPARTED, on=left, reason="Travail", at=noon(left))
    assert (compute(left)["I5"].value, compute(left)["I5_net"].value) == (1, 0)
    assert compute(left - timedelta(days=1))["I5_net"].value == 1

    back = left + timedelta(days=30)
    settle(person, places["dienne"], back, origin=places["lyon"], adults=2)
    found = compute(back)
    assert (found["I5"].value, found["I5_net"].value, found["I5_adults"].value) == (1, 1, 2)


def test_an_unknown_commune_of_departure_is_counted_apart(places):
    settle(make_person(at=noon(D), commune=None, country=""), places["murat"], D)

    assert (compute(D)["I5"].value, compute(D)["I5"].unknown) == (0, 1)


def test_a_family_of_2008_is_not_counted(places):
    settle(make_person(at=noon(D)), places["murat"], date(2008, 12, 31), origin=places["lyon"])

    assert compute(D)["I5"].value == 0
    assert Settlement.objects.count() == 1


@pytest.mark.parametrize(("times", "regular"), [(11, 0), (12, 1)])
def test_twelve_half_days_in_ninety_one_make_a_regular(places, times, regular):
    site, person = SiteFactory(), make_person(at=noon(D), professional_status="employee")
    note_presence(person, site, D - timedelta(days=91), HalfDay.MORNING, at=noon(D))
    for shift in range(times):
        note_presence(person, site, D - timedelta(days=90 - shift), HalfDay.MORNING, at=noon(D))

    found = compute(D)
    assert (found["I6"].value, found["I6b"].value) == (regular, regular)


def test_the_situation_is_that_of_the_day(places):
    person, site = make_person(at=noon(D), professional_status="employee"), SiteFactory()
    for shift in range(12):
        note_presence(person, site, D - timedelta(days=shift), HalfDay.MORNING, at=noon(D))
    note_status(person, ProfessionalStatus.SELF_EMPLOYED, at=noon(D + timedelta(days=1)))

    assert compute(D)["I6b"].value == 1
    assert compute(D + timedelta(days=1))["I6b"].value == 0


def test_offices_are_those_in_service_on_the_day(places):
    SpaceFactory(valid_from=D, valid_to=D + timedelta(days=1))

    assert [compute(D + timedelta(days=n))["I8"].value for n in (-1, 0, 1)] == [0, 1, 0]


def test_a_share_of_people_is_rounded_to_the_nearest(places):
    assert [percent(*pair) for pair in ((29, 87), (23, 33), (1, 8), (0, 0))] == [33, 70, 13, 0]


def test_each_figure_has_its_definition(places):
    assert list(compute(D).by_code) == list(DEFINITIONS)


def test_published_figures_never_change(places):
    snapshot = freeze(D)
    publish(snapshot, by=None)

    with pytest.raises(IntegrityError, match="ne se modifient pas"), transaction.atomic():
        IndicatorSnapshot.objects.filter(pk=snapshot.pk).update(figures={})


def test_a_day_is_published_once_until_it_is_withdrawn(places):
    user = UserFactory()
    first = freeze(D)
    publish(first, by=user)
    second = freeze(D)
    with pytest.raises(Refused, match="déjà publiés"):
        publish(second, by=user)

    withdraw(first, "Une présence manquait.", by=user)
    publish(second, by=user)
    assert list(IndicatorSnapshot.objects.published()) == [second]


def test_a_withdrawal_says_why(places):
    snapshot = publish(freeze(D), by=None)

    with pytest.raises(Refused, match="pourquoi"):
        withdraw(snapshot, "  ", by=None)


def test_a_day_to_come_has_no_figures(places):
    with pytest.raises(Refused, match="date passée"):
        freeze(timezone.localdate() + timedelta(days=1))
