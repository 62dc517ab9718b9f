"""What links people to organisations, from a day until another."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.organisations.models import Organisation, Role, RoleKind
from crm.organisations.services import (
    end_role,
    link_person,
    make_primary,
)
from crm.privacy.services import anonymise
from tests.crm.factories import make_person
from tests.crm.organisations.factories import desk_post, organisation, page

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WORKS = RoleKind.WORKS_AT


def test_somebody_is_linked_from_their_file_by_a_fragment_of_the_name():
    row, person = organisation(), make_person()

    desk_post("crm_role_new", {"organisation": "laiterie", "kind": "works_at", "title": "Comptable"},
              person.pk)  # fmt: skip

    role = Role.objects.get()
    assert (role.organisation, role.person, role.is_primary) == (row, person, True)
    assert "Comptable" in page("crm_person", person.pk)


def test_a_fragment_that_several_names_hold_asks_which():
    organisation("École de Murat", "school")
    organisation("École de Dienne", "school")

    answer = desk_post("crm_role_new", {"organisation": "école", "kind": "works_at"},
                       make_person().pk)  # fmt: skip

    assert answer.status_code == 422
    assert "Précisez" in answer.content.decode()
    assert "École de Dienne" in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "inconnue au bataillon", "'; --", "%%%"])
def test_what_names_no_organisation_is_refused(typed):
    organisation()

    answer = desk_post("crm_role_new", {"organisation": typed, "kind": "works_at"},
                       make_person().pk)  # fmt: skip

    assert answer.status_code == 422
    assert not Role.objects.exists()


def test_somebody_is_linked_from_the_sheet_by_a_file_number():
    row, person = organisation(), make_person()

    desk_post("crm_organisation_link", {"person": person.file_number, "kind": "contact"}, row.pk)

    assert row.roles.get().person == person


def test_the_sheet_tells_those_who_left_apart():
    row, person = organisation(), make_person()
    role = link_person(person, row, WORKS, starts_on=TODAY - timedelta(days=90), by=None)

    desk_post("crm_organisation_unlink", {"on": (TODAY - timedelta(days=5)).isoformat()}, row.pk,
              role.pk)  # fmt: skip

    told = page("crm_organisation", row.pk)
    assert told.index("Auparavant") < told.index(person.last_name)


def test_the_same_link_twice_is_refused():
    row, person = organisation(), make_person()
    link_person(person, row, WORKS, by=None)

    with pytest.raises(Refused, match="déjà au dossier"):
        link_person(person, row, WORKS, by=None)


def test_one_link_of_a_person_is_the_primary_one():
    person = make_person()
    first = link_person(person, organisation("Une"), WORKS, by=None)
    second = link_person(person, organisation("Deux"), WORKS, by=None)

    make_primary(second, by=None)

    assert list(Role.objects.filter(is_primary=True)) == [second]
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.filter(pk=first.pk).update(is_primary=True)


def test_a_link_that_ended_is_no_longer_the_primary_one():
    role = link_person(make_person(), organisation(), WORKS, by=None)

    end_role(role, by=None)

    role.refresh_from_db()
    assert (role.ends_on, role.is_primary) == (TODAY, False)


@pytest.mark.parametrize("days", [1, -400])
def test_a_link_ends_neither_in_the_future_nor_before_it_began(days):
    role = link_person(make_person(), organisation(), WORKS, by=None)

    with pytest.raises(Refused):
        end_role(role, on=TODAY + timedelta(days=days), by=None)


def test_the_link_of_somebody_else_is_not_found():
    role = link_person(make_person(), organisation(), WORKS, by=None)

    answers = [
        desk_post("crm_role_change", {"act": act}, make_person().pk, role.pk).status_code
        for act in ("end", "first", "drop")
    ]
    elsewhere = desk_post("crm_organisation_unlink", {}, organisation("Autre").pk, role.pk)

    assert {*answers, elsewhere.status_code} == {404}
    assert Role.objects.current().count() == 1


def test_a_link_noted_by_mistake_is_taken_away_and_journalled():
    role = link_person(make_person(), organisation(), WORKS, by=None)

    desk_post("crm_role_change", {"act": "drop"}, role.person_id, role.pk)

    assert not Role.objects.exists()
    assert Entry.objects.filter(action=Action.DELETED, person=role.person_id).exists()


def test_the_links_of_somebody_go_with_their_name():
    role = link_person(make_person(), organisation(), WORKS, by=None)

    anonymise(role.person)

    assert not Role.objects.exists()
    assert Organisation.objects.exists()
