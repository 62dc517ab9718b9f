"""Half-days, modules, and the share of the hours that makes a training followed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from crm.applications.attendance import (
    complete,
    credit_module,
    note_attendance,
    share_followed,
)
from crm.applications.models import (
    Attendance,
    Enrolment,
    EnrolmentState,
    HalfDay,
    ModuleResult,
    SessionSeat,
)
from crm.applications.services import move_enrolment
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.support.models import SupportPlan
from tests.crm.applications.lives import STARTS, confirmed, noon, offered
from tests.training.factories import ModuleFactory, SessionFactory
from training.models import ModuleKind

AM, PM = HalfDay.MORNING, HalfDay.AFTERNOON


@pytest.mark.django_db
def test_the_first_half_day_starts_the_enrolment():
    enrolment = confirmed()

    note_attendance(enrolment, STARTS, AM, at=noon(STARTS))

    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.STARTED


@pytest.mark.django_db
def test_a_half_day_is_noted_once():
    enrolment = confirmed()
    note_attendance(enrolment, STARTS, AM, at=noon(STARTS))

    with pytest.raises(Refused, match="déjà notée"):
        note_attendance(enrolment, STARTS, AM, at=noon(STARTS))

    note_attendance(enrolment, STARTS, PM, at=noon(STARTS))
    assert enrolment.attendances.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("days", [-1, 151])
def test_a_half_day_lies_within_the_session(days):
    with pytest.raises(Refused, match="La session va du 09/05/2011 au 06/10/2011"):
        note_attendance(
            confirmed(), STARTS + timedelta(days=days), AM, at=noon(STARTS + timedelta(days=300))
        )


@pytest.mark.django_db
def test_a_half_day_to_come_cannot_be_noted():
    with pytest.raises(Refused, match="à venir"):
        note_attendance(confirmed(), STARTS + timedelta(days=1), AM, at=noon(STARTS))


@pytest.mark.django_db
def test_only_who_confirmed_can_be_present():
    with pytest.raises(Refused, match="pas confirmée"):
        note_attendance(offered(), STARTS, AM, at=noon(STARTS))


@pytest.mark.django_db
def test_a_presence_is_journalled_and_a_sign_of_life():
    enrolment = confirmed()

    row = note_attendance(enrolment, STARTS, AM, at=noon(STARTS))

    person = enrolment.application.person
    person.refresh_from_db()
    entry = Entry.objects.about(row).get()
    assert (entry.action, entry.person_id) == (Action.CREATED, person.pk)
    assert person.last_inbound_at == noon(STARTS)


@pytest.mark.django_db
@pytest.mark.parametrize("minutes", [0, 301])
def test_a_half_day_lasts_at_most_five_hours(minutes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(enrolment=confirmed(), date=STARTS, half=AM, minutes=minutes)


@pytest.mark.django_db(transaction=True)
def test_two_sheets_at_once_start_the_enrolment_once():
    enrolment = confirmed()

    def note(half):
        try:
            note_attendance(enrolment, STARTS, half, at=noon(STARTS))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=2) as sheets:
        list(sheets.map(note, [AM, PM]))

    starts = Entry.objects.about(enrolment).filter(after=EnrolmentState.STARTED)
    assert (enrolment.attendances.count(), starts.count()) == (2, 1)


@pytest.mark.django_db
def test_a_validated_module_credits_its_hours_and_starts_the_enrolment():
    enrolment = confirmed()
    module = ModuleFactory(course=enrolment.roster.session.course, hours=9)

    result = credit_module(enrolment, module, at=noon(STARTS))

    enrolment.refresh_from_db()
    assert (result.hours_credited, enrolment.state) == (9, EnrolmentState.STARTED)


@pytest.mark.django_db
def test_a_module_is_validated_once():
    enrolment = confirmed()
    module = ModuleFactory(course=enrolment.roster.session.course)
    credit_module(enrolment, module, at=noon(STARTS))

    with pytest.raises(Refused, match="déjà validé"):
        credit_module(enrolment, module, at=noon(STARTS))


@pytest.mark.django_db
def test_a_module_of_another_course_is_not_validated():
    with pytest.raises(Refused, match="pas de cette formation"):
        credit_module(confirmed(), ModuleFactory(), at=noon(STARTS))


@pytest.mark.django_db
def test_a_module_on_site_is_followed_by_being_there():
    enrolment = confirmed()
    week = ModuleFactory(course=enrolment.roster.session.course, kind=ModuleKind.ON_SITE)

    with pytest.raises(Refused, match="sur place"):
        credit_module(enrolment, week, at=noon(STARTS))


@pytest.mark.django_db
def test_hours_at_a_distance_need_work_handed_in():
    enrolment = confirmed()
    module = ModuleFactory(course=enrolment.roster.session.course)

    with pytest.raises(IntegrityError), transaction.atomic():
        ModuleResult.objects.create(enrolment=enrolment, module=module, hours_credited=7)


def trainee(threshold=80):
    """A started enrolment in a course of 7 hours at a distance and 7 on site."""
    session = SessionFactory(course__completion_threshold=threshold)
    distance = ModuleFactory(course=session.course, hours=7)
    ModuleFactory(course=session.course, hours=7, kind=ModuleKind.ON_SITE)
    enrolment = confirmed(session)
    credit_module(enrolment, distance, at=noon(STARTS))
    enrolment.refresh_from_db()
    return enrolment


@pytest.mark.django_db
def test_the_share_followed_adds_modules_and_half_days():
    enrolment = trainee()
    assert share_followed(enrolment) == 50

    note_attendance(enrolment, STARTS, AM, at=noon(STARTS))

    assert share_followed(enrolment) == 75


@pytest.mark.django_db
def test_a_training_followed_enough_is_completed_and_opens_the_plan():
    enrolment = trainee()
    for half in HalfDay:
        note_attendance(enrolment, STARTS, half, at=noon(STARTS))

    complete(enrolment, at=noon(STARTS))

    assert enrolment.state == EnrolmentState.COMPLETED
    assert SupportPlan.objects.live().filter(person=enrolment.application.person).exists()


@pytest.mark.django_db
def test_a_training_followed_too_little_is_completed_with_a_reason_alone():
    enrolment = trainee()

    with pytest.raises(Refused, match="50 % des heures suivies, 80 % attendues"):
        complete(enrolment, at=noon(STARTS))

    complete(enrolment, reason="Acquis validés à l’entretien.", at=noon(STARTS))
    assert enrolment.state == EnrolmentState.COMPLETED


@pytest.mark.django_db
def test_the_threshold_itself_is_enough():
    enrolment = trainee(threshold=50)

    complete(enrolment, at=noon(STARTS))

    assert enrolment.state == EnrolmentState.COMPLETED


@pytest.mark.django_db
def test_an_interrupted_training_gives_its_seat_back():
    enrolment = trainee()

    move_enrolment(enrolment, EnrolmentState.ABANDONED, reason="Maladie.", at=noon(STARTS))

    assert Enrolment.objects.get(pk=enrolment.pk).seat is None
    assert SessionSeat.objects.filter(enrolment__isnull=True).count() == 15
