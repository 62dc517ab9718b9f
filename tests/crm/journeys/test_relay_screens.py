"""The screen where a relay is passed, and what it refuses."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journeys.models import Journey, Replacement, Stage
from crm.journeys.services import move
from tests.crm.desk import another, at_the_desk, colleague, journey_of
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db

JUNK = ["", "abc", "0", "99999999999999999999999"]


def absence(giver, taker, **more):
    until = timezone.localdate() + timedelta(days=5)
    return {
        "giver": giver.pk, "taker": taker.pk, "how": "absence", "ends_on": until.isoformat(),
        "reason": "congés",
    } | more  # fmt: skip


def test_an_advisor_announces_their_own_absence_and_nobody_elses():
    user, other = colleague(), another()
    desk = at_the_desk(user)

    refused = desk.post(reverse("crm_relay"), absence(other, user))
    accepted = desk.post(reverse("crm_relay"), absence(user, other))

    assert (refused.status_code, accepted.status_code) == (422, 302)
    row = Replacement.objects.get()
    assert (row.absent, row.substitute, row.decided_by) == (user, other, user)


def test_a_manager_gives_all_the_journeys_of_a_closed_account():
    manager, taker = colleague("Responsables"), another()
    gone = UserFactory(is_active=False)
    journey = journey_of(owner=gone)
    desk = at_the_desk(manager)
    page = desk.get(reverse("crm_relay"), {"de": gone.pk}).content.decode()
    assert "compte fermé\N{NO-BREAK SPACE}: 1 parcours, 0 tâche" in page

    told = {"giver": gone.pk, "taker": taker.pk, "how": "depart", "reason": "retraite"}
    page = desk.post(reverse("crm_relay"), told, follow=True).content.decode()

    assert "Un parcours et zéro tâche passent à" in page
    journey.refresh_from_db()
    assert journey.owner == taker


def test_what_was_typed_comes_back_with_the_sentence():
    user, other = colleague(), another()

    answer = at_the_desk(user).post(reverse("crm_relay"), absence(user, other, ends_on=""))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Indiquez le dernier jour d’absence." in page
    assert 'value="congés"' in page


@pytest.mark.parametrize("junk", JUNK)
def test_no_junk_breaks_the_screen(junk):
    manager = colleague("Responsables")
    desk = at_the_desk(manager)
    journey = journey_of(owner=manager)

    form = dict.fromkeys(["giver", "taker", "how", "starts_on", "ends_on", "reason"], junk)
    assert desk.get(reverse("crm_relay"), {"de": junk}).status_code in {200, 400}
    assert desk.post(reverse("crm_relay"), form).status_code == 422
    one = reverse("crm_journey_hand_over", args=[journey.pk])
    assert desk.post(one, form).status_code == 422
    assert desk.post(reverse("crm_come_back", args=[99999999999])).status_code == 404


def test_only_the_absent_or_a_manager_ends_a_replacement():
    absent, other = colleague(), another()
    at_the_desk(absent).post(reverse("crm_relay"), absence(absent, other))
    url = reverse("crm_come_back", args=[Replacement.objects.get().pk])

    at_the_desk(other).post(url)
    assert Replacement.objects.exists()
    assert at_the_desk(absent).get(url).status_code == 405
    at_the_desk(another("Responsables")).post(url)

    assert not Replacement.objects.exists()


@pytest.mark.parametrize("group", ["Formateurs", "Accueil du télécentre", "Élus"])
def test_the_screen_is_closed_to_other_groups_and_the_refusal_is_journalled(group):
    user = colleague(group)

    assert at_the_desk(user).get(reverse("crm_relay")).status_code == 302

    assert Entry.objects.filter(action=Action.REFUSED, actor=user).exists()


def test_one_journey_is_given_from_its_file():
    user, other = colleague(), another()
    journey = journey_of(owner=user)

    url = reverse("crm_journey_hand_over", args=[journey.pk])
    at_the_desk(user).post(url, {"taker": other.pk, "reason": "secteur"})

    journey.refresh_from_db()
    assert journey.owner == other


def test_the_queries_of_the_screen_do_not_grow_with_the_team(django_assert_max_num_queries):
    manager = colleague("Responsables")
    desk = at_the_desk(manager)
    counts = []
    for more in (3, 12):
        for _ in range(more):
            journey_of(owner=another())
        desk.get(reverse("crm_relay"))
        with django_assert_max_num_queries(40) as told:
            desk.get(reverse("crm_relay"))
        counts.append(len(told))

    assert counts[0] == counts[1]


def closed(user, days_ago):
    at = timezone.now() - timedelta(days=days_ago)
    journey = journey_of(owner=user, at=at)
    return move(journey, Stage.CLOSED, close_reason="gave_up", at=at)


def test_a_journey_closed_lately_reopens_from_the_list():
    user = colleague()
    journey = closed(user, 100)
    desk = at_the_desk(user)
    page = desk.get(reverse("crm_journeys"), {"stage": "closed"}).content.decode()
    assert "Rouvrir" in page

    desk.post(reverse("crm_journey_move", args=[journey.pk]), {"stage": "qualified"})

    journey.refresh_from_db()
    assert journey.stage == Stage.QUALIFIED


def test_one_closed_for_two_years_says_so_and_the_next_one_is_linked():
    user = colleague()
    journey = closed(user, 800)
    desk = at_the_desk(user)
    url = reverse("crm_journey_move", args=[journey.pk])
    assert "Clos depuis plus de 24 mois" in desk.get(url).content.decode()
    assert desk.post(url, {"stage": "qualified"}).status_code == 422

    desk.post(reverse("crm_journey_open", args=[journey.person_id]), {"track": "t1"})

    assert Journey.objects.open().get(person=journey.person).follows == journey
    page = desk.get(reverse("crm_person", args=[journey.person_id])).content.decode()
    assert "Fait suite au parcours ouvert le" in page


def test_a_pause_is_taken_and_ended_from_the_screen_of_moves():
    user = colleague()
    journey = journey_of(owner=user)
    desk = at_the_desk(user)
    board = reverse("crm_board")
    url = reverse("crm_journey_pause", args=[journey.pk])
    later = timezone.localdate() + timedelta(days=9)

    refused = desk.post(url, {"resume_on": "2001-01-01", "reason": "naissance", "next": board})
    paused = desk.post(url, {"resume_on": later, "reason": "naissance", "next": board})

    assert "La date de reprise doit être à venir" in refused.content.decode()
    assert paused.url == board
    assert (
        "En pause jusqu’au"
        in desk.get(reverse("crm_journey_move", args=[journey.pk])).content.decode()
    )
    assert desk.post(url, {"resume": "1", "next": board}).url == board


def test_closing_from_the_list_asks_for_the_reason_then_closes():
    user = colleague()
    journey = journey_of(owner=user)
    url = reverse("crm_journey_move", args=[journey.pk])
    back = reverse("crm_journeys")
    desk = at_the_desk(user)

    refused = desk.post(url, {"stage": "closed", "next": back})
    done = desk.post(url, {"stage": "closed", "close_reason": "gave_up", "next": back})

    assert "Choisissez le motif de clôture." in refused.content.decode()
    assert done.url == back


def test_a_pause_of_a_closed_journey_is_refused_in_a_sentence():
    user = colleague()
    journey = closed(user, 3)
    later = timezone.localdate() + timedelta(days=9)

    answer = at_the_desk(user).post(
        reverse("crm_journey_pause", args=[journey.pk]), {"resume_on": later, "reason": "absence"}
    )

    assert answer.status_code == 422
