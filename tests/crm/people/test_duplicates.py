"""The search for files that look alike, and the queue where a human settles each pair."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.day import blocks
from crm.people.merging.finder import find_pairs
from crm.people.merging.services import merge, say_distinct
from crm.people.models import DuplicatePair, PairState
from crm.people.services import household_of
from crm.people.wagtail_hooks import look_for_duplicates
from crm.privacy.services import anonymise
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.people.doubles import FIRST, NOW, two_files

pytestmark = pytest.mark.django_db


def test_one_person_entered_twice_is_found_once():
    older, younger = two_files()
    make_person(at=FIRST)

    assert find_pairs(NOW) == 1

    pair = DuplicatePair.objects.get()
    assert (pair.first, pair.second, pair.state) == (older, younger, PairState.TO_REVIEW)
    assert (pair.found_at, pair.score >= 90) == (NOW, True)


def test_searching_again_adds_nothing():
    two_files()
    find_pairs(NOW)

    assert find_pairs(NOW) == 0
    assert DuplicatePair.objects.count() == 1


def test_the_search_is_a_job_of_every_night():
    two_files()
    job = look_for_duplicates()

    job.run(NOW)
    job.run(NOW)

    assert job.every.days == 1
    assert DuplicatePair.objects.count() == 1


def test_a_settled_pair_is_never_proposed_again():
    two_files()
    find_pairs(NOW)
    say_distinct(DuplicatePair.objects.get(), by=None, at=NOW)

    assert find_pairs(NOW) == 0
    assert not DuplicatePair.objects.to_review().exists()


def test_merged_and_anonymised_files_are_never_proposed():
    kept, ended = two_files()
    merge(kept, ended, by=None, at=NOW)
    gone = make_person(first_name="Claire", last_name="Montaigu", birth_year=1975, at=FIRST)
    anonymise(gone, at=NOW)

    assert find_pairs(NOW) == 0


def test_a_pair_is_forgotten_with_one_of_its_files():
    kept, _ = two_files()
    find_pairs(NOW)

    anonymise(kept, at=NOW)

    assert not DuplicatePair.objects.exists()


def test_a_family_at_one_address_is_not_a_double_but_an_organisation_is_nobodys():
    paul = make_person(first_name="Paul", last_name="Aubrac", email="famille@example.org", at=FIRST)
    luce = make_person(first_name="Luce", last_name="Aubrac", email="famille@example.org", at=FIRST)
    household_of(paul, adults=[luce], at=FIRST)
    for name in ("Ange", "Basile", "Cécile", "Denise", "Edgar", "Fanny", "Gaspard"):
        make_person(first_name=name, last_name=f"{name}ier", email="mission@example.org", at=FIRST)

    assert find_pairs(NOW) == 0


def test_names_that_begin_with_the_same_letters_meet_too():
    for name in ("Marie", "Marie"):
        make_person(first_name=name, last_name="Martin", birth_year=1980, at=FIRST)

    assert find_pairs(NOW) == 1


def test_a_pair_is_settled_once():
    two_files()
    find_pairs(NOW)
    pair = DuplicatePair.objects.get()
    say_distinct(pair, by=None, at=NOW)

    with pytest.raises(Refused, match="déjà tranchée"):
        say_distinct(pair, by=None, at=NOW)

    assert Entry.objects.about(pair).get().after == PairState.DISTINCT


def test_the_search_asks_as_many_questions_for_many_files(django_assert_max_num_queries):
    for rank in range(12):
        two_files(email=f"autre{rank}@example.org")

    with django_assert_max_num_queries(6):
        find_pairs(NOW)


# The queue


def test_the_queue_shows_both_files_what_is_alike_and_why():
    older, younger = two_files()
    find_pairs(NOW)

    page = at_the_desk().get(reverse("crm_duplicates")).content.decode()

    for person in (older, younger):
        assert person.file_number in page
    assert "Noms très proches, et le même téléphone." in page
    assert "identique" in page
    assert reverse("crm_merge", args=[older.pk, younger.pk]) in page


def test_an_empty_queue_says_what_to_do():
    page = at_the_desk().get(reverse("crm_duplicates")).content.decode()

    assert "Aucun dossier ne ressemble à un autre" in page


def test_a_search_is_asked_by_a_button():
    two_files()

    page = at_the_desk().post(reverse("crm_duplicates_search"), follow=True).content.decode()

    assert "Une paire de plus à examiner." in page


def test_two_people_are_said_so_by_a_button():
    two_files()
    find_pairs(NOW)
    pair = DuplicatePair.objects.get()
    somebody = colleague()

    page = at_the_desk(somebody).post(
        reverse("crm_duplicate_distinct", args=[pair.pk]), follow=True
    )

    pair.refresh_from_db()
    assert (pair.state, pair.settled_by) == (PairState.DISTINCT, somebody)
    assert "sont deux personnes" in page.content.decode()


def test_the_queue_asks_as_many_questions_for_many_pairs():
    client = at_the_desk()
    two_files()
    find_pairs(NOW)
    count_of(client)
    few = count_of(client)

    for rank in range(3):
        two_files(email=f"autre{rank}@example.org")
    find_pairs(NOW)

    assert DuplicatePair.objects.count() > 3
    assert count_of(client) == few


def count_of(client):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("crm_duplicates")).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", ["abc", "0", "99999999999999999999"])
def test_a_page_that_is_none_is_the_first_or_the_last(page):
    assert at_the_desk().get(reverse("crm_duplicates"), {"page": page}).status_code == 200


def test_the_day_tells_of_pairs_to_those_who_may_merge():
    two_files()
    find_pairs(NOW)

    told = {block.name: block for block in blocks(colleague(), NOW)}
    others = {block.name for block in blocks(colleague("Formateurs"), NOW)}

    assert told["doublons"].told == "un doublon à examiner"
    assert "doublons" not in others


def test_a_file_tells_which_other_one_looks_like_it_to_those_who_may_merge():
    one, other = two_files()
    find_pairs(NOW)
    address = reverse("crm_person", args=[one.pk])

    page = at_the_desk().get(address).content.decode()
    say_distinct(DuplicatePair.objects.get(), by=None, at=NOW)

    assert "Un autre dossier lui ressemble" in page
    assert reverse("crm_merge", args=[one.pk, other.pk]) in page
    assert "Un autre dossier" not in at_the_desk().get(address).content.decode()


@pytest.mark.parametrize(
    "group", ["Formateurs", "Accueil du télécentre", "Élus", "Délégué à la protection des données"]
)
def test_others_reach_neither_the_queue_nor_the_merging(group):
    one, other = two_files()
    find_pairs(NOW)
    client = at_the_desk(colleague(group))

    for address in (
        reverse("crm_duplicates"),
        reverse("crm_merge", args=[one.pk, other.pk]),
        reverse("crm_merge_choose", args=[one.pk]),
    ):
        assert client.get(address).status_code in {302, 403}
    for address in (
        reverse("crm_duplicates_search"),
        reverse("crm_duplicate_distinct", args=[DuplicatePair.objects.get().pk]),
        reverse("crm_merge", args=[one.pk, other.pk]),
    ):
        assert client.post(address, {"kept": "first", "merge": "1"}).status_code in {302, 403}
    assert DuplicatePair.objects.get().state == PairState.TO_REVIEW
    # Asked twice within the hour, the same refusal is one line.
    assert Entry.objects.filter(action=Action.REFUSED).count() == 5


def test_the_right_is_the_advisors_and_the_managers():
    for group, may in (("Conseillers", True), ("Responsables", True), ("Formateurs", False)):
        user = User.objects.get(pk=colleague(group).pk)
        assert user.has_perm("crm_people.merge_person") is may
