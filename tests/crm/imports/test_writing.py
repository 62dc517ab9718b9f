"""From a line to a person, a household, a journey and an application, all or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from crm.applications.models import Application
from crm.imports.models import BatchState, Trace
from crm.journal.models import Action, Entry
from crm.journeys.models import Journey, Stage
from crm.journeys.timeline import moments
from crm.letters.models import Letter
from crm.people.models import HouseholdMember, Person
from tests.crm.desk import colleague
from tests.crm.factories import make_person, make_territory
from tests.crm.imports.files import checked, imported
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    make_territory()
    return colleague()


WHOLE = {
    "Nom": "Vidal",
    "Prénom": "Camille",
    "Courriel": "camille@example.org",
    "Téléphone": "06 39 98 01 42",
    "Année de naissance": 1978,
    "Commune": "Lyon",
    "Situation": "salariée",
    "Métier": "traductrice",
    "Projet": "Traduire depuis Murat",
    "Échéance": "été 2012",
    "Date de candidature": "14/03/2011",
    "Conjoint": "Sacha",
    "Enfants": "2015 et 2018",
}


def test_a_person_a_household_and_an_application_stand_on_one_line(by):
    session = SessionFactory(label="automne 2011")

    batch = imported([WHOLE | {"Session": "automne 2011"}], by)

    person = Person.objects.get(first_name="Camille")
    application = Application.objects.get(person=person)
    home = HouseholdMember.objects.get(person=person).household
    assert batch.state == BatchState.DONE
    assert batch.counts == {"new": 1}
    assert person.file_number == "2011-0001"
    assert (person.commune.name, person.birth_year, person.trade) == ("Lyon", 1978, "traductrice")
    assert person.professional_status == "employee"
    assert [str(point) for point in person.contact_points.all()] == [
        "camille@example.org",
        "06 39 98 01 42",
    ]
    assert application.session == session
    assert timezone.localdate(application.submitted_at) == date(2011, 3, 14)
    assert (application.origin, application.status_at_entry) == ("country", "employee")
    assert (application.journey.stage, application.journey.horizon) == (Stage.APPLICANT, "été 2012")
    assert application.journey.household == home
    assert {str(member) for member in home.members.all()} == {
        "Camille Vidal",
        "Sacha Vidal",
        "enfant né en 2015",
        "enfant né en 2018",
    }
    assert not Letter.objects.exists()


def test_what_is_written_is_journalled_as_by_hand(by):
    imported([WHOLE], by)

    person = Person.objects.get(first_name="Camille")
    journey = Journey.objects.get(person=person)
    about = Entry.objects.filter(person=person).order_by("pk")
    assert [(entry.action, entry.object_type.split(".")[1]) for entry in about] == [
        (Action.CREATED, "person"),
        (Action.CHANGED, "household"),
        (Action.CREATED, "journey"),
        (Action.CREATED, "application"),
        (Action.MOVED, "journey"),
    ]
    assert {entry.actor for entry in about} == {by}
    assert Entry.objects.about(journey).moves().get().after == Stage.APPLICANT


def test_the_file_tells_where_it_comes_from(by):
    imported([WHOLE], by)

    person = Person.objects.get(first_name="Camille")
    told = [moment for moment in moments(person, by) if "import" in moment.title]
    assert [moment.title for moment in told] == ["Dossier ouvert par un import"]
    assert "« registre.csv », ligne 2" in told[0].text


def test_the_preview_writes_nothing(by):
    batch = checked([WHOLE, WHOLE | {"Nom": "", "Prénom": "Sans nom"}], by)

    assert not Person.objects.exists()
    assert not Trace.objects.exists()
    assert batch.counts == {"new": 1, "refused": 1}


def test_the_same_file_twice_creates_nothing(by):
    anonymous = {"Nom": "Sansadresse", "Prénom": "Paul"}
    imported([WHOLE, anonymous], by)
    before = (Person.objects.count(), Application.objects.count(), HouseholdMember.objects.count())

    again = imported([WHOLE, anonymous], by)

    assert again.counts == {"same": 1, "like": 1}
    assert before == (
        Person.objects.count(), Application.objects.count(), HouseholdMember.objects.count(),
    )  # fmt: skip


def test_a_known_file_is_completed_and_never_emptied(by):
    person = make_person(
        first_name="Camille", last_name="Vidal", email="camille@example.org", trade="traductrice"
    )

    batch = checked(
        [{"Nom": "VIDAL", "Prénom": "camille", "Mail": "CAMILLE@example.org", "Tel": "0639980142",
          "Métier": "", "CP": "15300", "Ville": "murat"}],
        by,
    )  # fmt: skip
    line = batch.lines.get()
    assert (line.verdict, line.person) == ("refused", None)
    assert line.problems == [["Ville", "Aucune commune ne répond à « 15300 murat »."]]

    batch = imported(
        [{"Nom": "VIDAL", "Prénom": "camille", "Mail": "CAMILLE@example.org", "Tel": "0639980142",
          "Métier": "", "Ville": "murat"}],
        by,
    )  # fmt: skip

    person.refresh_from_db()
    assert batch.counts == {"changed": 1}
    assert (person.first_name, person.last_name, person.trade) == (
        "Camille",
        "Vidal",
        "traductrice",
    )
    assert person.commune.name == "Murat"
    assert person.contact_points.count() == 2
    assert Trace.objects.get().fields == ["commune", "phone"]
