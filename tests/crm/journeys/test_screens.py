"""Every screen of the desk asks for its right, and no parameter breaks it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journeys.services import plan_task
from crm.people.services import household_of
from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from tests.crm.desk import at_the_desk, colleague, journey_of
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db
LISTS = ["crm_day", "crm_board", "crm_journeys", "crm_search", "crm_first_contact",
         "crm_views", "crm_own_calendar", "crm_guide"]  # fmt: skip
ACTS = ["crm_view_new", "crm_bulk", "crm_morning", "crm_feed_renew", "crm_feed_names",
        "crm_feed_revoke", "crm_load"]  # fmt: skip
OF_A_PERSON = [
    "crm_person", "crm_person_edit", "crm_household", "crm_log", "crm_task_new", "crm_consent",
    "crm_journey_open", "crm_contact_new", "crm_activity_new", "crm_follow_up",
    "crm_settlement_intend",
]  # fmt: skip
OF_A_JOURNEY = [
    "crm_journey_move", "crm_journey_move_here", "crm_journey_close", "crm_journey_pause",
    "crm_journey_describe", "crm_next_action", "crm_postpone", "crm_next_action_done",
]  # fmt: skip
SEEN = {"crm_person", "crm_person_edit", "crm_household", "crm_journey_move"}
OUTSIDERS = ["Formateurs", "Accueil du télécentre", "Élus", "Relecteur",
             "Délégué à la protection des données"]  # fmt: skip
JUNK = ["page=abc", "page=0", "page=999999999999999999999", "q=%00", "q=" + "a" * 3000,
        "track=zut", "owner=99999999999999999999", "owner=-1", "late=peut-être", "stage=nulle", "tri=zut",
        "kind=zut&kind=exchange", "equipe=oui", "inconnu=1", "q=%F0%9F%8C%84"]  # fmt: skip


@pytest.mark.parametrize("group", OUTSIDERS)
def test_those_without_the_right_see_no_name_on_any_screen(group):
    person = make_person(last_name="Montaigu")
    journey = journey_of(person)
    outsider = colleague(group)
    desk = at_the_desk(outsider)
    urls = [reverse(name) for name in LISTS + ACTS]
    urls += [reverse(name, args=[person.pk]) for name in OF_A_PERSON]
    urls += [reverse(name, args=[journey.pk]) for name in OF_A_JOURNEY]

    for url in urls:
        for answer in (desk.get(url), desk.post(url, {"stage": "closed", "said": "note"})):
            assert answer.status_code in {302, 405}, url
            assert "Montaigu" not in answer.content.decode()
    assert Entry.objects.filter(action=Action.REFUSED, actor=outsider).exists()
    journey.refresh_from_db()
    assert journey.closed_at is None


def test_the_public_is_led_to_the_login(client):
    answer = client.get(reverse("crm_person", args=[make_person().pk]))

    assert answer.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("name", [*LISTS, "crm_person"])
def test_no_parameter_breaks_a_screen(name):
    desk = at_the_desk()
    url = reverse(name, args=[journey_of().person_id] if name == "crm_person" else [])

    for junk in JUNK:
        assert desk.get(f"{url}?{junk}").status_code in {200, 302, 400}, junk


@pytest.mark.parametrize("name", OF_A_PERSON + OF_A_JOURNEY)
def test_an_unknown_or_enormous_number_is_not_found(name):
    desk = at_the_desk()

    for number in (987654, 10**30):
        answer = desk.post(reverse(name, args=[number]), {})
        assert answer.status_code == 404


@pytest.mark.parametrize("name", [name for name in OF_A_PERSON if name not in SEEN])
def test_an_empty_post_comes_back_with_its_errors(name):
    answer = at_the_desk().post(reverse(name, args=[journey_of().person_id]), {})

    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


@pytest.mark.parametrize("name", [name for name in OF_A_JOURNEY if name != "crm_next_action_done"])
def test_a_post_of_junk_to_a_journey_is_no_error_of_the_server(name):
    journey = journey_of()
    junk = {"stage": "zut", "reason": "a" * 20_000, "on": "31/31/2011", "days": "x",
            "resume_on": "hier", "close_reason": "zut", "owner": "abc", "next_action": ""}  # fmt: skip

    answer = at_the_desk().post(reverse(name, args=[journey.pk]), junk)

    assert answer.status_code == 422


def test_a_field_of_three_megabytes_is_refused_without_an_error_of_the_server():
    person = make_person()

    answer = at_the_desk().post(
        reverse("crm_log", args=[person.pk]), {"said": "note", "text": "a" * 3_000_000}
    )

    assert answer.status_code in {400, 413, 422}


def test_the_actions_on_plans_and_members_of_others_are_not_found():
    mine, other = make_person(), make_person()
    plan = open_plan(other, PlanBasis.TRAINED, timezone.localdate())
    member = household_of(other).members.get()
    desk = at_the_desk()

    for url in (
        reverse("crm_plan_change", args=[mine.pk, plan.pk, "pause"]),
        reverse("crm_review_hold", args=[mine.pk, plan.reviews.first().pk]),
        reverse("crm_household_leave", args=[mine.pk, member.pk]),
        reverse("crm_contact_change", args=[mine.pk, other.contact_points.first().pk]),
    ):
        assert desk.post(url, {"reason": "essai", "summary": "essai"}).status_code == 404


def test_the_menu_shows_the_desk_to_advisors_only():
    day = reverse("crm_day")

    assert day in at_the_desk().get(reverse("wagtailadmin_home")).content.decode()
    outsider = at_the_desk(colleague("Accueil du télécentre"))
    assert day not in outsider.get(reverse("wagtailadmin_home")).content.decode()


def test_a_task_that_is_done_is_not_found_again():
    task = plan_task(make_person(), "Clés", timezone.localdate())
    desk = at_the_desk()
    desk.post(reverse("crm_task_done", args=[task.pk]))

    assert desk.post(reverse("crm_task_done", args=[task.pk])).status_code == 404
