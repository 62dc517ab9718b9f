"""Ma journée: whom to call, what is late, what sleeps, each line acted on in one click."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journeys.models import Journey, TrackStage
from crm.journeys.my_day import day_of
from crm.journeys.services import pause, plan_task
from crm.journeys.views.day import Clause, Sentence
from crm.people.models import Person
from crm.registers.words import counted
from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from tests.crm.desk import at_the_desk, colleague, due, journey_of
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db


def day(user, whole_team=False):
    return day_of(user, timezone.now(), whole_team)


def test_what_is_due_before_today_is_late_and_the_rest_is_for_today():
    user = colleague()
    late, today, later = (due(days, owner=user) for days in (-1, 0, 1))

    told = day(user)

    assert [line.journey for line in told.late.lines] == [late]
    assert [line.journey for line in told.today.lines] == [today]
    assert later not in [line.journey for line in told.late.lines + told.today.lines]


def test_a_task_is_in_the_day_of_whom_it_was_given_to():
    user, other = colleague(), UserFactory()
    person = make_person()
    mine = plan_task(person, "Clés", timezone.localdate(), assignee=user)
    plan_task(person, "École", timezone.localdate(), assignee=other)

    assert [line.task for line in day(user).today.lines] == [mine]


def test_the_day_of_the_team_shows_the_journeys_of_others():
    user = colleague()
    due(-1, owner=UserFactory())

    assert day(user).late.total == 0
    assert day(user, whole_team=True).late.total == 1


def test_a_paused_journey_disturbs_nobody():
    user = colleague()
    pause(due(-1, owner=user), timezone.localdate() + timedelta(days=3), "naissance", by=user)

    assert day(user).empty


def test_a_journey_without_a_next_action_is_asleep_once_it_is_too_long_at_its_stage():
    user = colleague()
    expected = TrackStage.objects.get(route="t1", stage="contact").expected_days
    journey_of(owner=user, at=timezone.now() - timedelta(days=expected))
    old = journey_of(owner=user, at=timezone.now() - timedelta(days=expected + 1))

    assert day(user).asleep == [old]


def test_an_anonymised_person_is_in_nobodys_day():
    user = colleague()
    journey = due(-1, owner=user)
    Person.objects.filter(pk=journey.person_id).update(anonymised_at=timezone.now())

    assert day(user).empty


def test_the_reviews_due_are_told():
    user = colleague()
    start = timezone.localdate() - timedelta(days=100)
    plan = open_plan(make_person(), PlanBasis.TRAINED, start, referent=user)

    page = at_the_desk(user).get(reverse("crm_day")).content.decode()

    assert "un bilan à tenir" in page.lower()
    assert str(plan.person) in page


def test_an_empty_day_says_so():
    page = at_the_desk().get(reverse("crm_day")).content.decode()

    assert "Rien ne presse" in page
    assert "Rien n’est prévu" in page


@pytest.mark.parametrize(("days", "url"), [("1", "crm_postpone"), (None, "crm_next_action_done")])
def test_a_line_is_acted_on_in_one_click(days, url):
    user = colleague()
    journey = due(-1, owner=user)

    at_the_desk(user).post(reverse(url, args=[journey.pk]), {"days": days} if days else {})

    assert day(user).late.total == 0


def test_numbers_are_said_in_words():
    assert counted(1, "action", "actions", feminine=True) == "une action"
    assert counted(3, "appel", "appels") == "trois appels"
    assert counted(40, "appel", "appels") == "40 appels"


def test_the_first_page_of_the_admin_greets_the_advisor():
    user = colleague()
    due(-1, owner=user)

    page = at_the_desk(user).get(reverse("wagtailadmin_home")).content.decode()

    assert "Une action en retard" in page
    assert Journey.objects.count() == 1


@pytest.mark.parametrize(("lists", "said"), [(3, 3), (7, 7), (8, 6), (20, 6)])
def test_a_long_day_says_what_presses_and_folds_the_rest(lists, said):
    found = [Clause(f"{number} choses", f"list-{number}") for number in range(lists)]

    sentence = Sentence.of(found)

    assert len(sentence.said) == said
    assert sentence.said + sentence.folded == found
