"""Somebody of whom everything is known, merged: all of it goes along, and no figure moves without a double."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.indicators.counting import compute
from crm.journal.models import Entry
from crm.journeys.timeline import moments
from crm.people.merging.rules import Choices, key_of, relations
from crm.people.merging.services import merge
from crm.people.models import Person, Provenance
from crm.privacy.services import anonymise
from tests.crm.desk import colleague
from tests.crm.factories import make_person
from tests.crm.privacy.factories import (
    LAST,
    PHONE,
    WORD,
    everything_about_somebody,
    everything_written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody():
    return everything_about_somebody()


def counts(person):
    """How many rows of each relation tell of a person, the journal and the origins of values apart."""
    return {
        key_of(link): found
        for link in relations(Person)
        if link.model not in {Entry, Provenance}
        and (found := link.model._base_manager.filter(**{link.name: person}).count())
    }


@pytest.mark.parametrize("survives", [True, False], ids=["and survives", "and ends"])
def test_everything_is_on_the_file_that_stays(somebody, survives):
    fresh = make_person(email="", at=timezone.now())
    before = counts(somebody)
    status = somebody.professional_status
    kept, ended = (somebody, fresh) if survives else (fresh, somebody)

    merge(kept, ended, by=None)

    assert counts(ended) == {}
    told = {("crm_people.mergereport", "survivor"): 1, ("crm_people.person", "merged_into"): 1}
    assert counts(kept) == before | told
    assert kept.professional_status == status


def test_no_figure_changes_when_nothing_was_counted_twice(somebody):
    days = [LAST, LAST + timedelta(days=400), timezone.localdate()]
    before = [compute(day).as_json() for day in days]
    assert before[0]["indicators"]["I2"]["value"] == 1

    merge(make_person(at=timezone.now()), somebody, by=None)

    assert [compute(day).as_json() for day in days] == before


def test_the_timeline_loses_nothing(somebody):
    reader = colleague()
    before = [(moment.at, moment.title) for moment in moments(somebody, reader)]
    fresh = make_person(at=timezone.now())

    # Some lines name whom they tell of: the file that stays takes the name over.
    merge(fresh, somebody, choices=Choices(frozenset({"first_name", "last_name"})), by=None)

    after = [(moment.at, moment.title) for moment in moments(fresh, reader)]
    assert [one for one in before if one not in after] == []
    assert len(after) == len(before) + 1


def test_erasing_the_file_that_stayed_leaves_no_word_of_the_other(somebody):
    partner = Person.objects.exclude(pk=somebody.pk).get()
    fresh = make_person(at=timezone.now())
    words = [WORD.lower(), PHONE, PHONE.replace(" ", "")[1:], f"'{somebody.file_number}'"]
    merge(fresh, somebody, by=None)

    anonymise(fresh)
    anonymise(partner)

    left = {
        table: word
        for table, text in everything_written().items()
        for word in words
        if word.lower() in text.lower()
    }
    assert left == {}
