"""Several journeys at once: each through its own door, each told, once whatever is clicked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.bulk import batches, doors
from crm.journeys.models import Batch, Journey, Stage, Task
from crm.journeys.services import move
from crm.people.models import Person
from tests.crm.desk import at_the_desk, colleague, due, journey_of
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = "crm_bulk"


def asked(journeys, action, **more):
    return {"journey": [row.pk for row in journeys], "action": action} | more


def posted(user, journeys, action, **more):
    told = asked(journeys, action, key=str(uuid4()), do="1") | more
    return at_the_desk(user).post(reverse(URL), told)


def test_the_second_screen_names_who_is_chosen_and_changes_nothing():
    journeys = [journey_of(), journey_of()]

    answer = at_the_desk().post(reverse(URL), asked(journeys, "close"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert all(str(row.person) in page for row in journeys)
    assert Journey.objects.open().count() == 2
    assert not Batch.objects.exists()


def test_journeys_are_given_to_somebody_else_one_line_of_the_journal_each():
    user, other = colleague(), colleague()
    journeys = [journey_of(owner=user), journey_of()]

    posted(user, journeys, "owner", colleague=other.pk)

    assert set(Journey.objects.values_list("owner", flat=True)) == {other.pk}
    for row in journeys:
        line = Entry.objects.about(row).get(action=Action.CHANGED)
        assert (line.actor, line.fields, line.person_id) == (user, ["owner"], row.person_id)


def test_a_colleague_is_added_beside_the_owner():
    user, other = colleague(), colleague()
    journey = journey_of(owner=user)

    posted(user, [journey], "share", colleague=other.pk)

    assert list(journey.co_owners.all()) == [other]
    assert Journey.objects.get().owner == user


def test_a_task_falls_to_the_owner_of_each_journey():
    user, other = colleague(), colleague()
    journeys = [journey_of(owner=user), journey_of(owner=other)]
    day = timezone.localdate() + timedelta(days=3)

    posted(user, journeys, "task", label="Envoyer les dates", due_on=day.isoformat())

    told = Task.objects.order_by("pk").values_list("label", "due_on", "assignee")
    assert list(told) == [
        ("Envoyer les dates", day, user.pk),
        ("Envoyer les dates", day, other.pk),
    ]


def test_what_is_refused_is_told_with_its_sentence_and_the_others_are_done():
    user = colleague()
    first, second = journey_of(), journey_of()
    move(second, Stage.CLOSED, close_reason="gave_up")

    page = posted(user, [first, second], "close", close_reason="no_answer").content.decode()

    first.refresh_from_db()
    assert first.stage == Stage.CLOSED
    assert "pour 1 parcours sur 2" in page
    assert "« Clos » ne mène pas à « Clos »." in page


def test_the_same_page_sent_twice_acts_once():
    user, key = colleague(), str(uuid4())
    journey = journey_of(owner=user)
    told = {"label": "Rappeler", "due_on": timezone.localdate().isoformat(), "key": key}

    first = posted(user, [journey], "task", **told)
    second = posted(user, [journey], "task", **told)

    assert first.status_code == 200
    assert second.status_code == 302
    assert Task.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_posts_of_one_page_at_once_act_once():
    user, key = UserFactory(), uuid4()
    journey = journey_of(owner=user)
    day = timezone.localdate()

    def run(_):
        try:
            batches.run(
                key, "task", [journey],
                lambda row: doors.plan(row, "Rappeler", day, None, by=user), by=user,
            )  # fmt: skip
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(max_workers=8) as browsers:
        assert sum(browsers.map(run, range(8))) == 1
    assert Task.objects.count() == 1


def test_everything_that_the_filter_shows_is_chosen_and_nothing_else():
    user = colleague()
    late, later = due(-2, owner=user), due(2, owner=user)

    page = at_the_desk(user).post(
        reverse(URL), {"everything": "on", "filter": "late=on&owner=moi", "action": "close"}
    )

    text = page.content.decode()
    assert str(late.person) in text
    assert str(later.person) not in text


def test_more_than_the_bound_is_refused(monkeypatch):
    monkeypatch.setattr(batches, "BOUND", 2)
    user = colleague()
    journeys = [journey_of() for _ in range(3)]

    for told in (asked(journeys, "close"), {"everything": "on", "action": "close"}):
        answer = at_the_desk(user).post(reverse(URL), told, follow=True)
        assert "parcours au plus à la fois" in answer.content.decode()


def test_the_journeys_of_others_are_left_aside_without_the_right_to_see_them():
    user = colleague()
    group = user.groups.get()
    group.permissions.remove(group.permissions.get(codename="see_all_journeys"))
    mine, other = journey_of(owner=user), journey_of(owner=UserFactory())

    posted(user, [mine, other], "close", close_reason="other")

    assert list(Journey.objects.open()) == [other]


def test_the_anonymised_are_never_chosen():
    journey = journey_of()
    Person.objects.filter(pk=journey.person_id).update(anonymised_at=timezone.now())

    answer = at_the_desk().post(reverse(URL), asked([journey], "close"), follow=True)

    assert "Cochez au moins un parcours" in answer.content.decode()


@pytest.mark.parametrize(
    "told",
    [
        {}, {"action": ""}, {"action": "close"}, {"action": "close", "journey": "zut"},
        {"action": "close", "journey": "9" * 40}, {"action": "close", "journey": "²"},
        {"action": "close", "everything": "on", "filter": "%00=&owner=zz&stage=zz"},
        {"action": "close", "journey": "1", "next": "https://example.com/"},
    ],
)  # fmt: skip
def test_junk_leads_back_to_the_list(told):
    answer = at_the_desk().post(reverse(URL), told)

    assert answer.status_code == 302
    assert answer.url == reverse("crm_journeys")


def test_an_unknown_action_is_not_found():
    assert at_the_desk().post(reverse(URL), asked([journey_of()], "delete")).status_code == 404


def test_what_was_typed_comes_back_with_its_errors():
    journey = journey_of()
    told = {"label": "Rappeler", "due_on": "2011-03-01"}

    answer = posted(colleague(), [journey], "task", **told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choisissez aujourd’hui ou plus tard." in page
    assert 'value="Rappeler"' in page
    assert f'name="journey" value="{journey.pk}"' in page


def test_the_list_offers_batches_to_those_who_may_act_on_several():
    user = colleague()
    journey_of(owner=user)
    desk = at_the_desk(user)
    assert "Pour les parcours cochés" in desk.get(reverse("crm_journeys")).content.decode()

    group = user.groups.get()
    group.permissions.remove(group.permissions.get(codename="bulk_act"))

    assert "Pour les parcours cochés" not in desk.get(reverse("crm_journeys")).content.decode()
    assert desk.post(reverse(URL), {}).status_code == 302
    assert Entry.objects.filter(action=Action.REFUSED, actor=user).exists()


def test_the_queries_of_the_second_screen_do_not_grow(django_assert_max_num_queries):
    desk = at_the_desk(colleague())
    counts = []
    journeys = []
    for more in (3, 20):
        journeys += [journey_of() for _ in range(more)]
        desk.post(reverse(URL), asked(journeys, "message"))
        with django_assert_max_num_queries(40) as told:
            desk.post(reverse(URL), asked(journeys, "message"))
        counts.append(len(told))

    assert counts[0] == counts[1]
