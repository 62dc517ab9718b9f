"""Exclusion lists: who is on them, until when, and whom they keep out of a message."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.privacy.services import anonymise
from crm.segments import exclusions
from crm.segments.models import Excluded, ExclusionList
from crm.segments.sending import campaigns
from tests.crm.desk import colleague, journey_of
from tests.crm.factories import make_person
from tests.crm.segments.factories import asks, draft, segment_of

pytestmark = pytest.mark.django_db
TRADE = asks("trade", trade="maçon")


@pytest.fixture
def manager():
    return colleague("Responsables")


def mason(**known):
    return make_person(trade="maçon", **known)


def address(person: Person) -> str:
    return person.contact_points.get().normalised


def test_a_list_is_of_files_and_of_addresses_until_a_day(manager):
    row = exclusions.open_list("Élus", "", always=False, by=manager)
    person = make_person()

    exclusions.put(row, f" {person.file_number.lower()} ", by=manager)
    alone = exclusions.put(row, "Maire@Example.org", by=manager)

    assert alone.email == "maire@example.org"
    assert alone.until is not None
    with pytest.raises(Refused, match="déjà"):
        exclusions.put(row, "maire@example.org", by=manager)
    for typed in ("personne", "9999-0001", "", "a b@example.org"):
        with pytest.raises(Refused, match="n° de dossier"):
            exclusions.put(row, typed, by=manager)
    later = timezone.now() + timedelta(days=36 * 31)
    assert exclusions.forget(later) == 1
    assert exclusions.forget(later) == 0
    assert row.entries.get().person == person


def test_an_address_of_a_list_keeps_its_holder_out_until_the_day(manager):
    person = journey_of(mason()).person
    chosen = exclusions.open_list("Cette fois", "", always=False, by=manager)
    tomorrow = timezone.localdate() + timedelta(days=1)
    exclusions.put(chosen, address(person), until=tomorrow, by=manager)
    wanted = segment_of(manager, TRADE)

    with_list = draft(manager, wanted, lists=[chosen])
    now, later = timezone.now(), timezone.now() + timedelta(days=1)

    assert campaigns.outcome(with_list, by=manager, at=now).kept == 0
    assert campaigns.outcome(with_list, by=manager, at=later).kept == 1
    assert campaigns.outcome(draft(manager, wanted), by=manager, at=now).kept == 1


def test_a_list_on_which_a_draft_counts_stays(manager):
    row = exclusions.open_list("Élus", "", always=False, by=manager)
    campaign = draft(manager, segment_of(manager), lists=[row])

    with pytest.raises(Refused, match="brouillon"):
        exclusions.close_list(row, by=manager)
    campaigns.abandon(campaign, by=manager)
    exclusions.close_list(row, by=manager)

    assert not ExclusionList.objects.exists()


def test_who_is_forgotten_leaves_the_lists(manager):
    row = exclusions.open_list("Élus", "", always=True, by=manager)
    person = make_person()
    exclusions.put(row, person.file_number, by=manager)
    exclusions.put(row, address(person), by=manager)

    anonymise(person, by=None)

    assert not Excluded.objects.exists()
