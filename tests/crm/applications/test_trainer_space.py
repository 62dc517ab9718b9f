"""The space of a trainer: their own sessions, how to reach them, and what each screen costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.applications.attendance import note_attendance
from crm.applications.attendance.modules import hand_in
from crm.applications.calendar.whose import name_trainers
from crm.journal.models import Action, Entry
from crm.people.models import ContactPoint
from tests.crm.applications.taught import AM, PM, confirmed, half_day, taught_session
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def running():
    return taught_session(starts_on=TODAY - timedelta(days=10))


@pytest.fixture
def trainer(client, advisor, running):
    user = UserFactory(groups=["Formateurs"], first_name="Nadia", last_name="Sow")
    name_trainers(running, [user], by=advisor)
    client.force_login(user)
    return user


def test_the_space_of_a_trainer_holds_their_own_alone(client, trainer, running):
    enrolment, module = confirmed(running), running.course.modules.get(number=1)
    hand_in(enrolment, module)
    own = half_day(running, TODAY, trainer=trainer)
    other = taught_session(starts_on=running.starts_on, label="la session d’à côté")
    stranger = confirmed(other)
    hand_in(stranger, other.course.modules.get(number=1))
    half_day(other, TODAY)

    page = client.get(reverse("crm_trainer_space"))

    body = page.content.decode()
    assert page.context["teaching"].today == page.context["teaching"].to_sign == [own]
    assert str(enrolment.application.person) in body
    assert str(stranger.application.person) not in body
    assert other.label not in body


def test_the_group_is_reached_and_each_reading_is_journalled(client, trainer, running):
    enrolment = confirmed(running)
    point = ContactPoint.objects.filter(person=enrolment.application.person).first()

    page = client.get(reverse("crm_session_contacts", args=[running.pk])).content.decode()

    assert point is None or point.value in page
    read = Entry.objects.filter(action=Action.READ, person=enrolment.application.person)
    assert read.count() == 1


def test_the_calendar_of_a_trainer_is_read_by_its_address(client, trainer, running):
    half_day(running, TODAY, trainer=trainer, title="Se présenter")
    half_day(taught_session(starts_on=running.starts_on), TODAY, PM, title="Autre")

    page = client.post(reverse("crm_trainer_calendar"))
    address = page.context["address"]
    client.logout()
    told = client.get(address).content.decode()

    assert "SUMMARY:Se présenter" in told
    assert "Autre" not in told
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404


def test_the_lists_ask_as_much_for_many_as_for_few(client, trainer, running):
    module = running.course.modules.get(number=1)
    row = half_day(running, TODAY, trainer=trainer)
    addresses = [
        reverse("crm_signing", args=[row.pk]),
        reverse("crm_attendance", args=[running.pk]),
        reverse("crm_modules", args=[running.pk]),
        reverse("crm_session_contacts", args=[running.pk]),
        reverse("crm_calendar", args=[running.pk]),
        reverse("crm_trainer_space"),
    ]

    def bring(number):
        for _ in range(number):
            enrolment = confirmed(running)
            hand_in(enrolment, module)
            note_attendance(enrolment, TODAY, AM)

    def asked():
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            # The journal writes a line a reading, in one statement whatever their number.
            found.append(len(queries))
        return found

    bring(2)
    asked()  # what the first request alone reads: content types, site settings
    few = asked()
    bring(8)
    for number in range(1, 6):
        half_day(running, TODAY + timedelta(days=number), trainer=trainer)

    assert asked() == few
