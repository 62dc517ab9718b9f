"""The dossier of somebody: what it holds, and what it keeps from others."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crm.datarights.dossier.gathering import gather
from crm.datarights.dossier.subject import SOMEBODY, subject_of
from crm.datarights.dossier.writing import as_json, page
from crm.datarights.services import attach, refuse
from crm.journeys.models import Interaction, InteractionKind, Visibility
from crm.journeys.services import log
from crm.needs.models import NeedKind
from crm.needs.services import note_need
from crm.people.models import Person
from crm.people.provenance import came_from, on_form
from crm.people.services import household_of
from crm.privacy.holds import Why, set_hold
from crm.privacy.models import HoldReason
from tests.crm.datarights.factories import ask, officer
from tests.crm.datarights.telling import told_texts
from tests.crm.factories import UserFactory, make_person
from tests.crm.newsletter.factories import subscribed
from tests.crm.privacy.factories import WORD, everything_about_somebody
from tests.crm.privacy.searching import words_of

pytestmark = pytest.mark.django_db

OFFICER = "Délégué à la protection des données"


def told_to(person: Person) -> dict:
    subject = subject_of(person)
    return as_json(subject, gather(subject), timezone.now())


def keys_of(told: dict) -> set[str]:
    return {table["key"] for section in told["sections"] for table in section["tables"]}


def text_of(told: dict) -> str:
    return json.dumps(told, ensure_ascii=False)


def test_what_erasure_would_erase_is_told(db):
    person = everything_about_somebody()
    words = words_of(text_of(told_to(person)))
    runs = {tuple(words[at : at + size]) for size in range(1, 7) for at in range(len(words))}

    companion = tuple(words_of(f"autre-{WORD}@example.org"))  # somebody else, named in a form
    assert told_texts(person.pk) - runs == {companion}
    assert WORD.lower() in words


def couple() -> tuple[Person, Person]:
    """Two adults of one household, each with words that the other must not read."""
    one = make_person(first_name="Rosalba", last_name="Trintignac", email="rosalba@example.org")
    two = make_person(first_name="Wenceslas", last_name="Trintignac", email="wenceslas@example.org")
    household_of(one)
    home = household_of(one, adults=[two])
    members = {member.person_id: member for member in home.members.all()}
    note_need(home, NeedKind.JOB, "Un poste de luthier", member=members[two.pk], by=None)
    note_need(home, NeedKind.HOUSING, "Une maison avec atelier", by=None)
    log(two, InteractionKind.NOTE, by=None, text="Parle de sa collection d’horloges.")
    log(
        one, InteractionKind.NOTE, by=None, visibility=Visibility.AUTHOR,
        text="Vient avec Wenceslas ; écrire à wenceslas@example.org plutôt qu’à elle.",
    )  # fmt: skip
    return one, two


def test_of_two_adults_of_a_household_each_reads_their_own():
    one, two = couple()
    hers, his = text_of(told_to(one)), text_of(told_to(two))

    for word in ("Wenceslas", "wenceslas@example.org", "luthier", "horloges", two.file_number):
        assert word not in hers
    for word in ("Rosalba", "rosalba@example.org", one.file_number):
        assert word not in his
    assert "Une maison avec atelier" in hers
    assert "Une maison avec atelier" in his


def test_a_restricted_note_is_told_without_the_name_of_another():
    one, _ = couple()

    assert f"Vient avec {SOMEBODY} ; écrire à {SOMEBODY} plutôt qu’à elle." in text_of(told_to(one))


def test_agents_are_told_by_their_role():
    person = make_person()
    agent = UserFactory(groups=["Conseillers"], first_name="Théodule", last_name="Barrès")
    log(person, InteractionKind.CALL, by=agent, text="Appel")
    told = text_of(told_to(person))

    assert "Conseillers" in told
    assert "Théodule" not in told
    assert agent.username not in told


def test_what_was_written_with_their_address_in_no_file_is_told():
    person = make_person(email="rose@example.org")
    subscribed("Rose@example.org")

    assert "subscriber" in keys_of(told_to(person))


def test_as_many_questions_for_six_thousand_rows_as_for_six():
    person = make_person()
    many = [
        Interaction(
            person=person, kind="note", direction="internal", at=timezone.now(), text=f"Note {n}"
        )
        for n in range(6000)
    ]
    asked = []
    for part in (many[:6], many[6:]):
        Interaction.objects.bulk_create(part)
        with CaptureQueriesContext(connection) as queries:
            tables = gather(subject_of(person))
        asked.append(len(queries))

    assert next(len(table.rows) for table in tables if table.key == "interaction") == 6000
    assert asked[0] == asked[1] < 140


def test_the_page_needs_nothing_but_itself():
    person = make_person(last_name="<script>alert(1)</script>")
    subject = subject_of(person)
    html = page(subject, gather(subject), timezone.now(), paper=False)

    assert "<script" not in html
    assert "src=" not in html
    assert "<link" not in html
    assert 'lang="fr"' in html


def test_a_request_is_told_to_whoever_made_it_and_not_who_asked_in_their_place():
    person, by = make_person(email="ana.rey@example.org"), officer()
    ask(message="Mon propre message.")
    other = ask(name="Zénon Tiers", email="zenon@example.org", message="Donnez-moi son dossier.")
    attach(other, person, by=by)
    refuse(other, "Rien ne dit qui vous êtes, Zénon.", "Nous refusons, Zénon.", by=by)

    told = told_to(person)
    tables = {t["key"]: t["rows"] for section in told["sections"] for t in section["tables"]}
    own, refused = tables["rightsrequest"]
    assert own["message"] == "Mon propre message."
    assert (refused["name"], refused["state"]) == (SOMEBODY, "refusée")
    assert "énon" not in text_of(told)
    assert "Donnez-moi" not in text_of(told)


def test_a_hold_is_told_by_its_reason_and_its_end_and_not_by_what_was_written_of_it():
    person, until = make_person(), timezone.localdate() + timedelta(days=90)
    why = Why(HoldReason.CONTROL, "La préfecture contrôle.", "Régis Mandaté", until=until)
    set_hold(person, why, by=None)
    came_from(person, ["birth_year"], on_form("Être rappelé"), by=None, at=timezone.now())

    told = told_to(person)
    tables = {t["key"]: t["rows"] for section in told["sections"] for t in section["tables"]}
    assert tables["hold"][0]["reason"] == "contrôle en cours"
    assert tables["hold"][0]["until"] == until.isoformat()
    assert "préfecture" not in text_of(told)
    assert "Mandaté" not in text_of(told)
    assert {"fields": "Année de naissance", "ref": "Être rappelé"}.items() <= tables["provenance"][
        -1
    ].items()
