"""The calendar of an advisor: a secret address, numbers unless names are asked for, nothing of others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from crm.journeys import feed
from crm.journeys.exchanges import set_next_action
from crm.journeys.models import CalendarFeed
from crm.journeys.services import plan_task
from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from tests.crm.desk import at_the_desk, colleague, due, journey_of
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db


def answer(token):
    return Client().get(reverse("calendar_feed", args=[token]))


def events(token):
    """The events of an address by the beginning of their identifier."""
    response = answer(token)
    assert response.status_code == 200
    found = Calendar.from_ical(response.content).walk("VEVENT")
    return {str(event["UID"]).partition("@")[0]: event for event in found}


def test_next_actions_tasks_and_reviews_are_there_with_identifiers_that_stay():
    user = colleague()
    journey, person = due(2, owner=user), make_person()
    task = plan_task(person, "Clés", timezone.localdate(), assignee=user)
    plan = open_plan(make_person(), PlanBasis.TRAINED, timezone.localdate(), referent=user)
    token = feed.renew(user)

    first = events(token)

    reviews = {
        f"bilan-{row.pk}"
        for row in plan.reviews.filter(due_on__lt=timezone.localdate() + feed.AFTER)
    }
    assert set(first) == {f"suivi-{journey.pk}", f"tache-{task.pk}"} | reviews
    assert first.keys() == events(feed.renew(user)).keys()
    assert first[f"tache-{task.pk}"].decoded("DTSTART") == timezone.localdate()


def test_numbers_alone_unless_names_are_asked_for():
    user = colleague()
    journey = due(2, owner=user, label="Parler du divorce")
    person = journey.person
    token = feed.renew(user)

    numbers = answer(token).content.decode()
    assert person.file_number in numbers
    assert person.last_name not in numbers
    assert "divorce" not in numbers

    at_the_desk(user).post(reverse("crm_feed_names"), {"names": "yes"})
    event = events(token)[f"suivi-{journey.pk}"]
    assert person.last_name in event["SUMMARY"]
    assert "divorce" in event["DESCRIPTION"]


def test_the_choice_of_names_outlives_the_address():
    user = colleague()
    feed.renew(user, tells_names=True)

    feed.renew(user)

    assert CalendarFeed.objects.get().tells_names


def test_a_moment_has_its_time_zone():
    user = colleague()
    journey = journey_of(owner=user)
    at = timezone.localtime().replace(hour=9, minute=30, second=0, microsecond=0)
    set_next_action(journey, "Appeler", at, by=user)

    response = answer(feed.renew(user))

    calendar = Calendar.from_ical(response.content)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("DTSTART") == at
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"


def test_what_others_do_and_what_is_done_is_not_there():
    user, other = colleague(), UserFactory()
    due(1, owner=other)
    plan_task(make_person(), "École", timezone.localdate(), assignee=other)
    set_next_action(due(1, owner=user), "", None, by=user)

    assert events(feed.renew(user)) == {}


def test_only_the_last_address_answers_and_none_once_revoked():
    user = colleague()
    first = feed.renew(user)
    second = feed.renew(user)

    assert (answer(first).status_code, answer(second).status_code) == (404, 200)

    at_the_desk(user).post(reverse("crm_feed_revoke"))
    assert answer(second).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_a_closed_account_or_a_right_withdrawn_closes_the_address():
    user, other = colleague(), colleague()
    first, second = feed.renew(user), feed.renew(other)

    user.is_active = False
    user.save()
    other.groups.clear()

    assert [answer(token).status_code for token in (first, second)] == [404, 404]


@pytest.mark.parametrize("token", ["zut", "a" * 600, "é", "%00", "..%2f"])
def test_an_unknown_address_is_not_found(token):
    feed.renew(colleague())

    assert Client().get(f"/agenda-suivi/{token}.ics").status_code in {400, 404}


def test_nobody_keeps_it_in_a_cache_or_a_search_engine():
    response = answer(feed.renew(colleague()))

    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Content-Type"].startswith("text/calendar")
    assert Client().post(response.request["PATH_INFO"]).status_code == 405


def test_the_address_is_shown_once_and_kept_as_a_digest():
    user = colleague()
    desk = at_the_desk(user)

    shown = desk.post(reverse("crm_feed_renew")).content.decode()
    path = shown.split("/agenda-suivi/")[1].split(".ics")[0]

    assert len(path) >= 32
    assert path not in desk.get(reverse("crm_own_calendar")).content.decode()
    assert path not in str(CalendarFeed.objects.values_list())
    assert events(path) == {}


def test_the_screen_says_when_a_calendar_last_came():
    user = colleague()
    token = feed.renew(user)
    desk = at_the_desk(user)
    assert "jamais encore" in desk.get(reverse("crm_own_calendar")).content.decode()

    answer(token)

    assert "jamais encore" not in desk.get(reverse("crm_own_calendar")).content.decode()
    assert CalendarFeed.objects.get().read_at is not None


def test_the_queries_do_not_grow_with_the_dates(django_assert_max_num_queries):
    user = colleague()
    token = feed.renew(user)
    counts = []
    for more in (2, 20):
        for number in range(more):
            due(number, owner=user)
            plan_task(
                make_person(), "Clés", timezone.localdate() + timedelta(days=1), assignee=user
            )
        with django_assert_max_num_queries(20) as told:
            answer(token)
        counts.append(len(told))

    assert counts[0] == counts[1]
