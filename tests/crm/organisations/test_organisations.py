"""Organisations, and what links people to them from a day until another."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.organisations.models import Organisation, Role, RoleKind
from crm.organisations.services import (
    add_organisation,
    correct_organisation,
    end_role,
    link_person,
    look_alikes,
    make_primary,
)
from crm.privacy.services import anonymise
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WORKS = RoleKind.WORKS_AT


def organisation(name="Laiterie du Cantal", kind="employer", **told):
    return add_organisation(name, kind, by=None, **told)


def desk_post(name, data, *args, user=None, **options):
    return at_the_desk(user).post(reverse(name, args=args), data, **options)


def page(name, *args, user=None, **asked):
    answer = at_the_desk(user).get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_organisation_is_added_and_found_by_a_fragment_without_accents():
    desk_post("crm_organisation_new", {"name": "École de Murat", "kind": "school"})
    organisation("Mairie de Dienne", "town_hall")

    found = page("crm_organisations", q="ecole mur")

    assert "École de Murat" in found
    assert "Mairie de Dienne" not in found


def test_a_name_that_looks_like_another_is_a_question():
    known = organisation("Laiterie du Cantal")
    typed = {"name": "Laiterie de Cantal", "kind": "employer", "phone": "04 71 00 00 00"}

    asked = desk_post("crm_organisation_new", typed)

    assert asked.status_code == 422
    assert reverse("crm_organisation", args=[known.pk]) in asked.content.decode()
    assert 'value="04 71 00 00 00"' in asked.content.decode()
    desk_post("crm_organisation_new", typed | {"anyway": "1"})
    assert Organisation.objects.count() == 2


def test_another_name_looks_like_nothing():
    organisation("Laiterie du Cantal")

    assert look_alikes("Garage de la gare") == []


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"name": "—"},
        {"name": "nul\x00"},
        {"kind": "fusée"},
        {"email": "pas une adresse"},
        {"phone": "12"},
        {"web": "javascript:alert(1)"},
        {"postcode": "99999"},
        {"name": "x" * 161},
    ],
)
def test_a_bad_organisation_says_why(bad):
    answer = desk_post("crm_organisation_new", {"name": "Scierie", "kind": "employer"} | bad)

    assert answer.status_code == 422
    assert not Organisation.objects.exists()


def test_a_correction_is_told_on_the_sheet_and_journalled_without_its_value():
    row = organisation()

    correct_organisation(row, note="Horaires d’été", by=colleague())

    line = Entry.objects.about(row).get(action=Action.CHANGED)
    assert line.fields == ["note"]
    told = page("crm_organisation", row.pk)
    assert "Corrigée le" in told


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


@pytest.mark.parametrize("typed", ["", "inconnue au bataillon", "\x00", "'; --", "%%%"])
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


@pytest.mark.parametrize("group", ["Formateurs", "Accueil du télécentre", "Élus", "Relecteur"])
def test_those_who_follow_nobody_see_no_organisation(group):
    row = organisation("Scierie secrète")
    desk = at_the_desk(colleague(group))

    for name, args in (
        ("crm_organisations", []),
        ("crm_organisation", [row.pk]),
        ("crm_organisation_new", []),
        ("crm_organisation_edit", [row.pk]),
    ):
        answer = desk.get(reverse(name, args=args))
        assert answer.status_code in {302, 403}
        assert "Scierie secrète" not in answer.content.decode()


def test_the_links_of_somebody_go_with_their_name():
    role = link_person(make_person(), organisation(), WORKS, by=None)

    anonymise(role.person)

    assert not Role.objects.exists()
    assert Organisation.objects.exists()


def queries(name, *args):
    desk, address = at_the_desk(), reverse(name, args=args)
    desk.get(address)
    with CaptureQueriesContext(connection) as told:
        assert desk.get(address).status_code == 200
    return len(told)


def test_the_queries_of_the_lists_do_not_grow_with_rows():
    few = organisation("Petite")
    many = organisation("Grande")
    lonely, busy = make_person(), make_person()
    link_person(lonely, few, WORKS, by=None)
    first = queries("crm_organisations")
    for number in range(30):
        link_person(make_person(), many, WORKS, by=None)
        link_person(busy, organisation(f"Société {number}"), WORKS, by=None)

    assert queries("crm_organisations") == first
    assert queries("crm_organisation", many.pk) == queries("crm_organisation", few.pk)
    assert queries("crm_person", busy.pk) == queries("crm_person", lonely.pk)


def test_no_parameter_breaks_the_list():
    organisation()

    for junk in ("q=" + "a" * 5000, "q=%00", "kind=zut", "page=99999999999999999999", "page=abc"):
        answer = at_the_desk().get(f"{reverse('crm_organisations')}?{junk}")
        assert answer.status_code in {200, 400}
