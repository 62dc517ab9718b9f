"""A person's file: one timeline, forms that keep what was typed, restricted notes kept."""

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journeys import timeline
from crm.journeys.models import Direction, InteractionKind, Task, Visibility
from crm.journeys.services import log, move
from crm.people.models import Person
from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from tests.crm.desk import at_the_desk, colleague, due, journey_of, qualified
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db
SECRET = "Ne le dire à personne"


def file_of(person, user=None, **asked):
    answer = at_the_desk(user).get(reverse("crm_person", args=[person.pk]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def noted(author, text=SECRET):
    person = make_person()
    log(person, InteractionKind.NOTE, by=author, text=text, subject=text,
        visibility=Visibility.AUTHOR)  # fmt: skip
    return person


def test_a_restricted_note_is_read_by_its_author():
    author = colleague()

    assert SECRET in file_of(noted(author), author)


@pytest.mark.parametrize("group", ["Conseillers", "Responsables"])
def test_a_restricted_note_never_reaches_anybody_else(group):
    person = noted(colleague())

    page = file_of(person, colleague(group))

    assert SECRET not in page
    assert "lecture réservée" in page


def test_the_timeline_tells_exchanges_moves_and_tasks_the_latest_first():
    journey = qualified()
    user = colleague()
    log(journey.person, InteractionKind.MAIL, direction=Direction.IN, by=user, text="Bonjour")
    move(journey, "contact", reason="adresse fausse", by=user)

    titles = [moment.title for moment in timeline.moments(journey.person, user)]

    assert titles[:2] == ["De « Qualifié » à « Contact »", "Courriel reçu"]
    assert "Parcours ouvert" in titles


def test_the_timeline_is_filtered_by_kind():
    journey = qualified()

    page = file_of(journey.person, kind="journey")

    assert "Parcours ouvert" in page
    assert "Appel passé" not in page


def test_a_long_timeline_is_cut_in_pages():
    person = make_person()
    for number in range(45):
        log(person, InteractionKind.NOTE, by=None, text=f"note {number}.")

    assert "note 44." in file_of(person)
    assert "note 4." in file_of(person, page="2")


def test_reading_a_file_is_journalled():
    person, user = make_person(), colleague()

    file_of(person, user)
    file_of(person, user)

    assert Entry.objects.filter(action=Action.READ, actor=user, person=person).count() == 1


def test_the_file_says_what_the_next_stage_needs():
    assert "Il manque" in file_of(journey_of().person)


def test_what_holds_nothing_comes_after_what_is_known():
    accompanied = make_person()
    open_plan(accompanied, PlanBasis.SETTLED, timezone.localdate())

    with_plan, without = file_of(accompanied), file_of(make_person())

    assert with_plan.index('id="support"') < with_plan.index('id="visits"')
    assert without.index('id="support"') > without.index("household-title")


def test_a_merged_file_leads_to_the_one_that_was_kept():
    kept, merged = make_person(), make_person()
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)

    answer = at_the_desk().get(reverse("crm_person", args=[merged.pk]))

    assert answer.url == reverse("crm_person", args=[kept.pk])


def test_an_anonymised_file_offers_nothing_to_do():
    person = journey_of().person
    Person.objects.filter(pk=person.pk).update(
        first_name="", last_name="", name_key="", anonymised_at=timezone.now()
    )

    page = file_of(person)

    assert "anonymis" in page
    assert reverse("crm_log", args=[person.pk]) not in page
    answer = at_the_desk().post(reverse("crm_log", args=[person.pk]), {"said": "reached"})
    assert answer.status_code == 404


def test_a_call_is_logged_by_one_button_and_leads_back_to_the_day():
    user = colleague()
    journey = due(-2, owner=user)
    day = reverse("crm_day")

    answer = at_the_desk(user).post(
        reverse("crm_log", args=[journey.person_id]),
        {"said": "reached", "settles": "on", "journey": journey.pk, "next": day},
    )

    assert answer.url == day
    assert journey.interactions.get().author == user


def test_another_host_is_never_led_to():
    person = make_person()

    answer = at_the_desk().post(
        reverse("crm_log", args=[person.pk]),
        {"said": "reached", "next": "https://example.org/piege"},
    )

    assert answer.url == reverse("crm_person", args=[person.pk])


def test_a_refused_exchange_keeps_what_was_typed():
    person = make_person()

    answer = at_the_desk().post(
        reverse("crm_log", args=[person.pk]),
        {"said": "note", "text": "", "then": "Envoyer le dépliant", "then_on": "demain"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Envoyer le dépliant"' in page
    assert 'value="demain"' in page


def test_a_refused_move_says_why_in_the_file():
    journey = qualified()

    answer = at_the_desk().post(
        reverse("crm_journey_move_here", args=[journey.pk]), {"stage": "contact", "reason": ""}
    )

    assert "doit être motivé" in answer.content.decode()


def test_a_task_is_added_then_done_from_the_file():
    person, desk = make_person(), at_the_desk()

    desk.post(reverse("crm_task_new", args=[person.pk]), {"label": "Clés", "due_on": "2011-03-31"})
    task = Task.objects.get()
    desk.post(reverse("crm_task_done", args=[task.pk]))

    task.refresh_from_db()
    assert task.done_at is not None


def test_a_consent_is_noted_from_the_file():
    person = make_person()

    at_the_desk().post(
        reverse("crm_consent", args=[person.pk]),
        {"purpose": "newsletter", "given": "yes", "channel": "au téléphone"},
    )

    assert person.consents.get().given


def test_the_file_is_never_kept_by_a_browser():
    answer = at_the_desk().get(reverse("crm_person", args=[make_person().pk]))

    assert "no-store" in answer["Cache-Control"]


def queries(django_assert_max_num_queries, person, desk, limit=200):
    with django_assert_max_num_queries(limit) as told:
        desk.get(reverse("crm_person", args=[person.pk]))
    return len(told)


def test_the_queries_of_a_file_do_not_grow_with_its_lines(django_assert_max_num_queries):
    short, long = qualified().person, qualified().person
    for number in range(250):
        log(long, InteractionKind.NOTE, by=None, text=f"note {number}")
    desk = at_the_desk()
    queries(django_assert_max_num_queries, short, desk)

    first = queries(django_assert_max_num_queries, short, desk)
    queries(django_assert_max_num_queries, long, desk)

    assert queries(django_assert_max_num_queries, long, desk) == first


@pytest.mark.parametrize(
    "address",
    [
        "/admin/accueil/journee/?equipe=1",
        "/admin/accueil/parcours/",
        "/admin/accueil/parcours/liste/?q=personne",
        "/admin/accueil/recherche/?q=personne",
        "/admin/registres/personnes/?q=personne&export=csv",
        "/admin/registres/parcours/?q=personne&export=csv",
        "/admin/registres/foyers/",
    ],
)
def test_a_restricted_note_is_told_by_no_list_search_or_export(address):
    author = colleague()
    journey = qualified()
    log(journey.person, InteractionKind.NOTE, by=author, journey=journey, text=SECRET,
        subject=SECRET, visibility=Visibility.AUTHOR)  # fmt: skip

    answer = at_the_desk(colleague("Responsables")).get(address)

    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()
