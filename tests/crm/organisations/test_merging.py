"""Two files of one person that know the same organisations."""

from datetime import date

import pytest

from crm.organisations.models import OrganisationKind, RoleKind
from crm.organisations.services import add_organisation, link_person
from crm.people.merging.services import merge
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db


def test_a_link_that_both_files_hold_is_kept_once_from_its_first_day():
    kept, ended = make_person(), make_person()
    employer = add_organisation("Scierie du Lac", OrganisationKind.EMPLOYER, by=None)
    for person, day in ((kept, date(2011, 3, 1)), (ended, date(2010, 1, 4))):
        link_person(person, employer, RoleKind.WORKS_AT, starts_on=day, primary=True, by=None)

    merge(kept, ended, by=None)

    role = kept.roles.get()
    assert (role.starts_on, role.is_primary) == (date(2010, 1, 4), True)


def test_the_primary_link_is_that_of_the_file_that_stays():
    kept, ended = make_person(), make_person()
    for person, name in ((kept, "Scierie du Lac"), (ended, "École de Dienne")):
        organisation = add_organisation(name, OrganisationKind.EMPLOYER, by=None)
        link_person(person, organisation, RoleKind.WORKS_AT, primary=True, by=None)

    merge(kept, ended, by=None)

    assert [role.organisation.name for role in kept.roles.filter(is_primary=True)] == [
        "Scierie du Lac"
    ]
    assert kept.roles.count() == 2
