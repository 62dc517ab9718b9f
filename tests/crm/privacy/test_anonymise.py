from datetime import timedelta

import pytest
from django.utils import timezone

from crm.indicators.counting import compute
from crm.journal.models import Action, Entry
from crm.journeys.models import Journey
from crm.letters.models import SecretLink
from crm.people.models import Household, HouseholdMember, Person
from crm.privacy.services import anonymise
from crm.support.models import PlanState, SupportPlan
from tests.crm.factories import UserFactory, make_person
from tests.crm.privacy.factories import (
    LAST,
    PHONE,
    WORD,
    everything_about_somebody,
    everything_written,
)


@pytest.fixture
def somebody(db):
    return everything_about_somebody()


def test_no_word_of_a_person_remains_in_any_table(somebody):
    partner = Person.objects.exclude(pk=somebody.pk).get()
    file_number, digits = somebody.file_number, PHONE.replace(" ", "")[1:]
    words = [WORD.lower(), digits, PHONE, str(somebody.uuid), somebody.uuid.hex]
    anonymise(somebody)
    anonymise(partner)

    left = {
        table: word
        for table, text in everything_written().items()
        for word in [*words, f"'{file_number}'"]
        if word.lower() in text.lower()
    }
    assert left == {}
    assert not SecretLink.objects.exists()


def test_every_figure_stays_the_same(somebody):
    days = [LAST, LAST + timedelta(days=400), timezone.localdate()]
    before = [compute(day) for day in days]
    assert before[0]["I5"].value == 1

    for person in Person.objects.all():
        anonymise(person)

    assert [compute(day) for day in days] == before


def test_what_statistics_need_stays(somebody):
    anonymise(somebody)

    somebody.refresh_from_db()
    assert (somebody.birth_year, somebody.professional_status) == (1970, "employee")
    assert somebody.applications.get().origin == "country"
    assert str(somebody) == f"Personne anonymisée A-{somebody.pk}"


def test_the_children_go_with_the_last_adult(somebody):
    partner = Person.objects.exclude(pk=somebody.pk).get()
    anonymise(somebody)
    assert HouseholdMember.objects.filter(role="child").exists()

    anonymise(partner)
    assert not HouseholdMember.objects.filter(role="child").exists()
    assert Household.objects.get().label == f"Foyer n° {Household.objects.get().pk}"


def test_nothing_stays_open_for_somebody_without_a_name(somebody):
    anonymise(somebody)

    assert not Journey.objects.open().filter(person=somebody).exists()
    assert SupportPlan.objects.get(person=somebody).state == PlanState.ENDED_EARLY


def test_somebody_else_keeps_everything(somebody):
    other = make_person(last_name="Voisine", email="voisine@example.org")
    anonymise(somebody)

    other.refresh_from_db()
    assert other.last_name == "Voisine"
    assert other.contact_points.get().value == "voisine@example.org"


def test_a_file_merged_into_another_is_forgotten_with_it(somebody):
    double = make_person(last_name=f"Double {WORD}", at=timezone.now())
    Person.objects.filter(pk=double.pk).update(merged_into=somebody)
    anonymise(somebody)

    double.refresh_from_db()
    assert (double.last_name, double.name_key) == ("", "")


def test_the_second_time_changes_nothing(somebody):
    agent = UserFactory()
    anonymise(somebody, by=agent)
    first = (somebody.uuid, somebody.anonymised_at)
    anonymise(somebody, by=agent)

    assert (somebody.uuid, somebody.anonymised_at) == first
    assert Entry.objects.filter(action=Action.ANONYMISED).count() == 1


def test_the_journal_keeps_the_moves_and_says_who_anonymised(somebody):
    moves = Entry.objects.filter(person=somebody).moves().count()
    agent = UserFactory()
    anonymise(somebody, by=agent)

    assert Entry.objects.filter(person=somebody).moves().count() >= moves
    assert Entry.objects.get(action=Action.ANONYMISED).actor == agent
