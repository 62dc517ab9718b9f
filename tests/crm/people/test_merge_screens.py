"""The screens of merging: choose the other file, compare, see what changes, confirm."""

from html import unescape

import pytest
from django.urls import reverse

from crm.journal.models import Action, Entry
from crm.people.merging.finder import find_pairs
from crm.people.models import MergeReport, Person
from crm.people.services import Minor, current_membership, household_of
from crm.privacy.services import anonymise
from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.people.doubles import FIRST, LATER, NOW, followed, two_files

pytestmark = pytest.mark.django_db

ANSWERS = {
    "kept": "first", "last_name": "second", "birth_year": "first", "trade": "second",
    "primary_email": "second",
}  # fmt: skip


def plain(response):
    """A page with its no-break spaces and entities made plain, so that a test reads like it."""
    text = unescape(response.content.decode())
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def address(one, other):
    return reverse("crm_merge", args=[one.pk, other.pk])


def post(one, other, button, client=None, **answers):
    data = ANSWERS | answers | {button: "1"}
    return (client or at_the_desk()).post(address(one, other), data)


def test_each_difference_is_a_question_and_the_rest_is_said_identical():
    older, younger = two_files()

    page = plain(at_the_desk().get(address(older, younger)))

    for words in ("Montégu", "traductrice", "rien d’écrit", "Courriel principal"):
        assert words in page
    same = page.split("Identique dans les deux dossiers")[1]
    assert "Claire" in same
    assert "06 39 98 01 01" in same


def test_the_older_file_is_kept_unless_told_whatever_the_order_of_the_address():
    older, younger = two_files()

    form = at_the_desk().get(address(younger, older)).context["form"]

    assert form.sides["first"] == older
    assert form["kept"].value() == "first"
    assert form["trade"].value() == "second"


def test_a_name_in_capitals_is_not_the_one_proposed():
    older = make_person(first_name="Claire", last_name="MONTAIGU", at=FIRST)
    younger = make_person(first_name="Claire", last_name="Montaigu", at=LATER)

    form = at_the_desk().get(address(older, younger)).context["form"]

    assert form["last_name"].value() == "second"


def test_what_one_file_alone_says_of_work_or_contacts_is_no_question():
    older = make_person(first_name="Claire", last_name="Montaigu", at=FIRST)
    younger = make_person(
        first_name="Claire", last_name="Montaigu", phone="06 39 98 01 01",
        professional_status="employee", at=LATER,
    )  # fmt: skip

    form = at_the_desk().get(address(older, younger)).context["form"]
    at_the_desk().post(
        address(older, younger), {"kept": "first", "primary_email": "first", "merge": 1}
    )

    assert list(form.fields) == ["kept", "primary_email"]
    older.refresh_from_db()
    assert older.professional_status == "employee"
    assert older.contact_points.filter(kind="phone", is_primary=True).count() == 1


def test_opening_the_comparison_is_a_reading_of_both_files():
    older, younger = two_files()

    at_the_desk().get(address(older, younger))

    read = Entry.objects.filter(action=Action.READ).values_list("person", flat=True)
    assert set(read) == {older.pk, younger.pk}


def test_what_changes_is_shown_and_nothing_is_done_yet():
    older, younger = two_files()
    for person, at in ((older, FIRST), (younger, LATER)):
        followed(person, at)

    page = plain(post(older, younger, "preview"))

    assert "1 échange" in page
    assert "était ouvert deux fois" in page
    assert "Aucun chiffre ne change." in page
    assert page.count('type="hidden" name="trade" value="second"') == 1
    assert Person.objects.alive().count() == 2


def test_a_confirmation_merges_and_opens_the_file_that_stayed():
    older, younger = two_files()
    followed(younger, LATER)
    somebody = colleague()
    client = at_the_desk(somebody)

    done = post(older, younger, "merge", client)

    older.refresh_from_db()
    assert done.url == reverse("crm_person", args=[older.pk])
    assert (older.last_name, older.trade, older.birth_year) == ("Montégu", "traductrice", 1975)
    assert MergeReport.objects.get().by == somebody
    page = plain(client.get(done.url))
    assert f"Dossier n° {younger.file_number} fusionné avec celui-ci" in page
    assert "Repris : nom, courriel principal, métier." in page


def test_the_younger_file_may_be_the_one_that_stays():
    older, younger = two_files()

    post(older, younger, "merge", kept="second", last_name="first")

    younger.refresh_from_db()
    older.refresh_from_db()
    assert older.merged_into == younger
    assert (younger.last_name, younger.birth_year) == ("Montaigu", 1975)


def test_going_back_to_the_choices_keeps_them():
    older, younger = two_files()

    form = post(older, younger, "edit", last_name="second").context["form"]

    assert form["last_name"].value() == "second"
    assert not form.errors


def test_two_households_are_asked_for_beside_the_question():
    older, younger = two_files()
    for person, at in ((older, FIRST), (younger, LATER)):
        household_of(person, minors=[Minor(2004)], at=at)

    shown = post(older, younger, "preview")
    page = plain(shown)

    assert shown.status_code == 422
    assert "Dites dans quel foyer la personne vit, ou réunissez-les." in page
    assert "Foyer Montaigu (Claire Montaigu, un enfant)" in page
    assert shown.context["form"]["trade"].value() == "second"

    post(older, younger, "merge", household="both")
    older.refresh_from_db()
    home = current_membership(older).household
    assert home.members.filter(person__isnull=True).count() == 1


def test_what_must_be_settled_first_is_said_and_nothing_typed_is_lost():
    older, younger = two_files()
    for person in (older, younger):
        open_plan(person, PlanBasis.TRAINED, FIRST.date(), at=FIRST)

    for button in ("preview", "merge"):
        shown = post(older, younger, button)

        assert shown.status_code == 422
        assert "accompagnement en cours" in plain(shown)
        assert shown.context["form"]["last_name"].value() == "second"


@pytest.mark.parametrize(
    "junk",
    [{}, {"kept": "zut"}, {"kept": ["first", "second"], "trade": "<b>"}, {"kept": "x" * 5000}],
)
def test_junk_gets_a_sentence_and_no_fault(junk):
    older, younger = two_files()

    for button in ({}, {"merge": "1"}, {"preview": "1"}, {"edit": "1"}):
        shown = at_the_desk().post(address(older, younger), junk | button)

        assert shown.status_code == (200 if "edit" in button else 422)
    assert Person.objects.alive().count() == 2


def test_an_anonymised_file_is_compared_with_nobody():
    kept, ended = two_files()
    anonymise(ended, at=NOW)

    shown = at_the_desk().get(address(kept, ended), follow=True)

    assert "ni une fois anonymisé" in plain(shown)


def test_the_other_file_is_searched_from_a_file():
    kept, ended = two_files()
    find_pairs(NOW)
    far = make_person(first_name="Claire", last_name="Delcros", at=FIRST)
    client = at_the_desk()

    assert reverse("crm_merge_choose", args=[kept.pk]) in plain(
        client.get(reverse("crm_person", args=[kept.pk]))
    )
    proposed = plain(client.get(reverse("crm_merge_choose", args=[kept.pk])))
    found = plain(client.get(reverse("crm_merge_choose", args=[kept.pk]), {"q": "delcros"}))

    assert address(kept, ended) in proposed
    assert address(kept, far) in found
    assert "Cherchez avec 80 caractères" in plain(
        client.get(reverse("crm_merge_choose", args=[kept.pk]), {"q": "a" * 81})
    )
