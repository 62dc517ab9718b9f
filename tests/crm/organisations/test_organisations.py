"""Organisations, and what links people to them from a day until another."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.organisations.admin import OrganisationRegister
from crm.organisations.models import Organisation, RoleKind
from crm.organisations.services import (
    correct_organisation,
    link_person,
    look_alikes,
)
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.organisations.factories import desk_post, organisation, page
from tests.crm.registers.readers import url

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WORKS = RoleKind.WORKS_AT


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


def test_the_queries_of_the_register_do_not_grow_with_rows():
    desk = at_the_desk()

    def counted():
        desk.get(url(OrganisationRegister))
        with CaptureQueriesContext(connection) as told:
            assert desk.get(url(OrganisationRegister)).status_code == 200
        return len(told)

    link_person(make_person(), organisation(), WORKS, by=None)
    few = counted()
    for number in range(20):
        link_person(make_person(), organisation(f"Société {number}"), WORKS, by=None)

    assert counted() == few
