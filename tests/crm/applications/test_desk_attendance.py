"""The sheet of a day, the grid of modules, the sheet to print."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.applications.calendar.whose import name_trainers
from crm.applications.models import Attendance, ModuleResult
from tests.crm.applications.lives import confirmed, offered
from tests.crm.factories import UserFactory
from tests.training.factories import ModuleFactory, SessionFactory, WeekFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
BEFORE = timezone.now() - timedelta(days=60)


@pytest.fixture
def running():
    session = SessionFactory(starts_on=TODAY - timedelta(days=10))
    WeekFactory(session=session, starts_on=TODAY - timedelta(days=10))
    return session


@pytest.fixture
def trainer(client, advisor, running, session):
    user = UserFactory(groups=["Formateurs"])
    for own in (running, session):
        name_trainers(own, [user], by=advisor)
    client.force_login(user)
    return user


def sheet(session, day=TODAY):
    return f"{reverse('crm_attendance', args=[session.pk])}?jour={day}"


def note(client, session, *present, day=TODAY, **typed):
    common = {"mode": "on_site", "minutes": "210"}
    return client.post(sheet(session, day), common | typed | {"present": present})


def test_a_trainer_notes_the_present_of_a_day_in_one_post(client, trainer, running):
    first, second = (confirmed(running, at=BEFORE) for _ in range(2))

    response = note(client, running, f"{first.pk}-am", f"{first.pk}-pm", f"{second.pk}-am")

    noted = set(Attendance.objects.values_list("enrolment", "date", "half"))
    assert response.status_code == 302
    assert noted == {(first.pk, TODAY, "am"), (first.pk, TODAY, "pm"), (second.pk, TODAY, "am")}


def test_a_sheet_sent_twice_notes_nothing_twice(client, trainer, running):
    enrolment = confirmed(running, at=BEFORE)

    for _ in range(2):
        response = note(client, running, f"{enrolment.pk}-am")

    assert response.status_code == 302
    assert Attendance.objects.count() == 1


def test_what_is_noted_is_shown_instead_of_a_box(client, trainer, running):
    enrolment = confirmed(running, at=BEFORE)
    note(client, running, f"{enrolment.pk}-am")

    page = client.get(sheet(running)).content.decode()

    assert f'value="{enrolment.pk}-am"' not in page
    assert f'value="{enrolment.pk}-pm"' in page


def test_the_sheet_opens_on_today_and_offers_the_days_on_site(client, trainer, running):
    confirmed(running, at=BEFORE)

    response = client.get(reverse("crm_attendance", args=[running.pk]))

    assert response.context["day"] == TODAY
    assert len(response.context["days"]) == 5


@pytest.mark.parametrize("days", [-11, 1, 400])
def test_a_day_outside_the_session_or_to_come_is_refused(client, trainer, running, days):
    enrolment = confirmed(running, at=BEFORE)

    response = note(client, running, f"{enrolment.pk}-am", day=TODAY + timedelta(days=days))

    assert response.status_code == 422
    assert not Attendance.objects.exists()


def test_a_duration_that_is_refused_keeps_the_boxes(client, trainer, running):
    enrolment = confirmed(running, at=BEFORE)

    response = note(client, running, f"{enrolment.pk}-am", minutes="500")

    page = response.content.decode()
    assert response.status_code == 422
    assert f'value="{enrolment.pk}-am" checked' in page


def test_who_has_not_confirmed_is_not_on_the_sheet(client, trainer, running):
    enrolment = offered(running, at=BEFORE)

    response = note(client, running, f"{enrolment.pk}-am")

    assert response.status_code == 422
    assert not Attendance.objects.exists()


def test_a_sheet_before_the_first_day_says_to_wait(client, trainer, session):
    confirmed(session, at=BEFORE)

    page = client.get(reverse("crm_attendance", args=[session.pk])).content.decode()

    assert "La session n’a pas commencé" in page


def test_modules_are_validated_per_trainee(client, trainer, running):
    one, two = (ModuleFactory(course=running.course, number=n) for n in (1, 2))
    first, second = (confirmed(running, at=BEFORE) for _ in range(2))
    ticked = [f"{first.pk}-{one.pk}", f"{second.pk}-{two.pk}"]

    for _ in range(2):
        client.post(reverse("crm_modules", args=[running.pk]), {"validated": ticked})

    results = set(ModuleResult.objects.values_list("enrolment", "module"))
    assert results == {(first.pk, one.pk), (second.pk, two.pk)}


def test_the_sheet_to_print_names_those_who_hold_a_seat(client, trainer, running):
    enrolment = offered(running, at=BEFORE)
    tomorrow = TODAY + timedelta(days=1)

    response = client.get(reverse("crm_printed_sheet", args=[running.pk]), {"jour": f"{tomorrow}"})

    page = response.content.decode()
    assert str(enrolment.application.person) in page
    assert response.context["day"] == tomorrow
