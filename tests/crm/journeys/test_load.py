"""The load of the team: every number is that of the list to which it leads."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journeys.load import loads
from crm.journeys.models import Stage
from crm.journeys.services import move, pause, plan_task
from tests.crm.desk import at_the_desk, colleague, due, journey_of, qualified
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db


def manager():
    return colleague("Responsables")


def line(user, name):
    return next(load for load in loads(user, timezone.now()) if name in load.name)


def test_each_number_leads_to_a_list_that_counts_as_many():
    boss, user, other = manager(), colleague(), colleague()
    due(-2, owner=user)
    qualified(owner=user)
    journey_of(owner=boss)
    journey_of()
    shared = journey_of(owner=other)
    shared.co_owners.add(user, other)
    move(journey_of(owner=user), Stage.CLOSED, close_reason="other")
    pause(due(-2, owner=user), timezone.localdate() + timedelta(days=5), "naissance", by=user)
    desk = at_the_desk(boss)

    told = loads(boss, timezone.now())

    assert [figure.value for figure in line(boss, user.last_name).figures[:1]] == [4]
    followed = 0
    for load in told:
        for figure in load.figures:
            if figure.value:
                listed = desk.get(figure.url).content.decode()
                assert f"<h1>{figure.value} parcours</h1>" in listed, (load.name, figure)
                followed += 1
    assert followed > 10


def test_those_who_follow_nothing_are_there_and_so_are_the_journeys_of_nobody():
    boss, idle = manager(), colleague()
    journey_of()

    assert line(boss, idle.last_name).figures[0].value == 0
    assert line(boss, "Personne").figures[0].value == 1


def test_the_journeys_of_who_left_are_told_without_a_list():
    boss, gone = manager(), UserFactory(last_name="Partie")
    journey_of(owner=gone)

    told = line(boss, "Partie")

    assert "n’est plus de l’équipe" in told.name
    assert (told.figures[0].value, told.figures[0].url) == (1, "")


def test_the_tasks_of_the_week_are_counted_where_they_fall():
    boss, user = manager(), colleague()
    today = timezone.localdate()
    sunday = today + timedelta(days=6 - today.weekday())
    plan_task(make_person(), "Clés", today, assignee=user)
    plan_task(make_person(), "Clés", sunday, journey=journey_of(owner=user))
    plan_task(make_person(), "Clés", sunday + timedelta(days=1), assignee=user)

    assert line(boss, user.last_name).tasks == 2


def test_advisors_do_not_see_it():
    user = colleague()

    assert at_the_desk(user).get(reverse("crm_load")).status_code == 302
    assert "Charge de l’équipe" not in at_the_desk(user).get(reverse("crm_day")).content.decode()
    assert "Charge de l’équipe" in at_the_desk(manager()).get(reverse("crm_day")).content.decode()


def test_the_table_has_its_caption_and_its_headings():
    page = at_the_desk(manager()).get(reverse("crm_load")).content.decode()
    table = page.split("load-table")[1].split("</table>")[0]

    assert "<caption>" in table
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    widths = {row.count("<td") + row.count("<th") for row in rows}
    assert len(widths) == 1


def test_the_queries_do_not_grow(django_assert_max_num_queries):
    boss = manager()
    counts = []
    for more in (1, 8):
        for _ in range(more):
            user = colleague()
            due(-1, owner=user)
            plan_task(make_person(), "Clés", timezone.localdate(), assignee=user)
        with django_assert_max_num_queries(12) as told:
            loads(boss, timezone.now())
        counts.append(len(told))

    assert counts[0] == counts[1]
