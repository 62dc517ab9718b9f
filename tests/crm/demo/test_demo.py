from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from crm import APPS
from crm.applications.models import Application, Attendance, Enrolment, Submission
from crm.applications.seats import taken_seats
from crm.demo.people import Crowd
from crm.demo.wagtail_hooks import register_demo
from crm.indicators.counting import compute
from crm.indicators.models import IndicatorSnapshot
from crm.journeys.facts import FACTS
from crm.journeys.models import (
    HandOver,
    Interaction,
    Journey,
    Replacement,
    SavedView,
    Task,
    TaskTemplate,
)
from crm.letters.models import Letter
from crm.people.models import ContactPoint, Household, Person
from crm.privacy.due import ending
from crm.support.models import SupportPlan
from crm.welcome.models import ContactRequest
from crm.workspaces.models import Presence
from tests.crm.factories import make_territory
from training.models import Session

pytestmark = pytest.mark.django_db

# registered, welcomed, created, rate, families, regulars, employees, locals back to work, offices
ROWS = {
    date(2009, 11, 5): {"I1": 400, "I2": 87, "I3": 33, "I8": 4},
    date(2011, 3, 23): {
        "I1": 450, "I2": 120, "I3": 30, "I5": 8, "I6": 10, "I6b": 3, "I7": 10, "I8": 4,
    },
}  # fmt: skip


@pytest.mark.parametrize("day", ROWS, ids=str)
def test_the_published_row_comes_out_of_the_rows(demo, day):
    found = compute(day)

    assert {code: found[code].value for code in ROWS[day]} == ROWS[day]


def test_what_was_created_and_where_people_came_from(demo):
    first, last = compute(date(2009, 11, 5)), compute(date(2011, 3, 23))

    assert (first["I3"].numerator, last["I3"].numerator) == (29, 36)
    assert (first["I4c"].numerator, first["I4c"].denominator) == (58, 87)
    assert (last["I4"].numerator, last["I4"].denominator) == (23, 33)
    assert [line.started for line in last.sessions] == [14, 15, 14, 15, 15, 14, 11, 11, 11]
    assert [line.exogenous for line in last.sessions] == [0, 9, 11, 12, 13, 13, 8, 8, 7]


def test_the_eight_families_are_nineteen_people(demo):
    found = compute(date(2011, 3, 23))

    people = [found[f"I5_{who}"].value for who in ("adults", "children", "schooled")]
    assert people == [12, 7, 6]


def test_forgetting_fifty_people_changes_no_figure(demo):
    assert demo.after_fifty == demo.named


def test_forgetting_the_whole_history_changes_no_figure(demo):
    assert [compute(figures.day) for figures in demo.named] == demo.named


def test_one_person_without_attendance_is_one_welcomed_less(demo):
    day = date(2011, 3, 23)
    somebody = compute(day)["I2"].ids[0]
    Attendance.objects.filter(enrolment__application__person=somebody).delete()

    assert compute(day)["I2"].value == 119


def test_nobody_of_the_history_has_a_name_any_more(demo):
    old = Person.objects.filter(created_at__year__lte=2011)

    assert old.count() >= 450
    assert not old.filter(anonymised_at__isnull=True).exists()


def test_both_days_are_published(demo):
    published = IndicatorSnapshot.objects.published()

    assert [one.as_of for one in published] == [date(2011, 3, 23), date(2009, 11, 5)]
    assert published[0].figures == compute(published[0].as_of).as_json()


def test_a_second_load_changes_nothing(demo):
    def sizes():
        rooms = [apps.get_app_config(name.replace(".", "_")) for name in APPS]
        return {
            model._meta.label: model._base_manager.count()
            for room in rooms
            for model in room.get_models()
        }

    before = sizes()
    register_demo(demo.at + timedelta(days=3))

    assert sizes() == before


def test_the_present_has_journeys_at_every_stage_that_exists(demo):
    found = set(
        Journey.objects.filter(person__anonymised_at__isnull=True).values_list("stage", flat=True)
    )

    assert found >= {str(stage) for stage in FACTS}


def test_an_advisor_has_a_day_of_work(demo):
    today = timezone.localdate(demo.at)

    assert Task.objects.late(today).exists()
    assert Task.objects.to_do().filter(due_on=today).exists()
    assert Application.objects.to_study().count() >= 5
    assert Submission.objects.to_review().count() == 2
    assert Application.objects.filter(state="waitlisted").count() == 3
    assert Interaction.objects.filter(visibility="owner_only").exists()
    assert Presence.objects.filter(date=today).exists()
    assert compute(today)["I6"].value == 4
    assert SupportPlan.objects.filter(state="active", household__isnull=False).exists()
    assert Household.objects.filter(members__role="child").exists()
    assert ContactRequest.objects.new().count() >= 2
    assert ContactRequest.objects.get(state="filed").task is not None


def test_the_team_shares_its_journeys(demo):
    assert HandOver.objects.count() == 1
    assert Replacement.objects.filter(starts_on__gt=timezone.localdate(demo.at)).exists()
    assert Journey.objects.filter(co_owners__isnull=False).exists()
    assert Task.objects.filter(template_step__isnull=False).count() == 8
    assert not TaskTemplate.objects.filter(active=False).exists()


def test_a_session_that_starts_tomorrow_has_its_last_seats(demo):
    today = timezone.localdate(demo.at)
    session = Session.objects.get(
        applications_close_on=today, starts_on=today + timedelta(days=1), course__code="teletravail-independant"
    )  # fmt: skip

    assert session.seats_max - taken_seats([session.pk])[session.pk] == 2


def test_the_demonstration_writes_to_nobody(demo):
    assert not Letter.objects.exists()


def test_everybody_is_invented(demo):
    values = ContactPoint.objects.values_list("kind", "normalised")
    real = [
        value
        for kind, value in values
        if not (value.endswith("@example.org") if kind == "email" else value.startswith("+3363998"))
    ]
    assert real == []


def test_one_surname_is_forty_characters_long(demo):
    assert 40 in {len(name) for name in Person.objects.values_list("last_name", flat=True)}


def test_the_same_seed_draws_the_same_people():
    make_territory()
    first, second = (Crowd(7, 2011) for _ in range(2))

    assert [first.identity(first.local()) for _ in range(20)] == [
        second.identity(second.local()) for _ in range(20)
    ]


def test_seats_are_held_by_one_enrolment_each(demo):
    held = Enrolment.objects.filter(seat__isnull=False)

    assert held.count() == held.values("seat").distinct().count()


def test_the_desk_has_its_views_and_a_file_that_ends_within_the_month(demo):
    today = timezone.localdate()

    assert SavedView.objects.filter(shared=True).count() == 1
    assert SavedView.objects.filter(user__username="conseillere").count() == 2
    assert [last >= today for _, last in ending(today + timedelta(days=31))] == [True]


def test_a_day_and_a_file_are_read_in_few_queries(demo, client, django_assert_max_num_queries):
    """Who may see everything, where nearly every room has something to say."""
    client.force_login(User.objects.create_superuser("chef", "chef@example.org", "x"))
    person = Person.objects.filter(plans__isnull=False, interactions__isnull=False).first()
    allowed = {reverse("crm_day"): 40, reverse("crm_person", args=[person.pk]): 60}

    for address, most in allowed.items():
        client.get(address)
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
