"""What is typed at the desk about stays and dwellings, right and wrong; what the family reads of it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.letters.models import Letter
from crm.lodging.models import HousingUnit, Stay, StayNight, StayState
from crm.lodging.services import Told, move_stay
from crm.people.services import Minor, household_of
from tests.crm.desk import at_the_desk, colleague, journey_of
from tests.crm.factories import make_person, make_territory
from tests.crm.lodging.lodgings import ASKED, confirmed, dwelling, held, requested

pytestmark = pytest.mark.django_db

NEW = "crm_stay_new"
SOON = timezone.localdate() + timedelta(days=10)


def typed(unit, person, **told):
    return {
        "person": person.file_number, "unit": unit.pk, "purpose": "visit",
        "arrive": f"{SOON}", "depart": f"{SOON + timedelta(days=3)}", "who": "partie",
        "persons": "2", "babies": "", "funder": "", "share": "", "note": "",
    } | told  # fmt: skip


def test_a_request_is_noted_for_the_journey_that_runs_and_leads_to_its_page():
    journey = journey_of()

    answer = at_the_desk().post(reverse(NEW), typed(dwelling(), journey.person))

    stay = Stay.objects.get()
    assert answer.headers["Location"] == reverse("crm_stay", args=[stay.pk])
    assert (stay.journey, stay.persons, stay.free_value_cents) == (journey, 2, 4500)
    assert Letter.objects.get().subject == "Votre demande de logement est arrivée"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"person": "2011-9999"}, "Aucun dossier ouvert ne porte ce numéro"),
        ({"unit": "987654"}, "Ce choix n’existe plus"),
        ({"arrive": "0001-01-01"}, "trop ancienne"),
        ({"depart": "9999-12-31"}, "trop lointaine"),
        ({"depart": f"{SOON}"}, "d’une nuit au moins"),
        ({"persons": ""}, "combien de personnes"),
        ({"persons": "9" * 30}, "inférieur"),
        ({"persons": "5"}, "ne peut pas loger cinq personnes"),
        ({"share": "101"}, "inférieur"),
        ({"who": "foyer"}, "pas de foyer"),
        ({"note": "Il est dépressif"}, "touche à la santé"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(wrong, said):
    answer = at_the_desk().post(
        reverse(NEW), typed(dwelling(4), make_person(), funder="La Région") | wrong
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="La Région"' in page
    assert not Stay.objects.exists()


def test_the_file_and_the_calendar_fill_the_form():
    person = make_person()
    household_of(person, minors=[Minor(2004)])
    query = f"?dossier={person.file_number}&logement={dwelling().pk}&arrivee=2011-06-06"

    page = at_the_desk().get(reverse(NEW) + query).content.decode()

    assert f'value="{person.file_number}"' in page
    assert 'value="2011-06-06"' in page
    assert re.search(r'value="foyer"[^>]*checked', page)


def test_an_address_that_makes_no_sense_leaves_an_empty_form():
    assert at_the_desk().get(reverse(NEW) + "?dossier='&logement=x&arrivee=hier").status_code == 200


def test_a_stay_goes_from_request_to_confirmed_at_the_desk():
    desk, stay = at_the_desk(), requested(dwelling(), arrive=SOON)

    for state in ("held", "confirmed"):
        desk.post(reverse("crm_stay_move", args=[stay.pk, state]))

    stay.refresh_from_db()
    assert stay.state == StayState.CONFIRMED


def test_a_gesture_refused_comes_back_as_typed():
    desk, stay = at_the_desk(), held(dwelling(), arrive=SOON)

    empty = desk.post(reverse("crm_stay_move", args=[stay.pk, "refused"]), {"reason": ""})
    early = desk.post(
        reverse("crm_stay_move", args=[stay.pk, "in_house"]), {"keys_to": "Ana", "inventory": ""}
    )

    assert (empty.status_code, early.status_code) == (422, 302)
    page = desk.get(reverse("crm_stay", args=[stay.pk])).content.decode()
    assert "ne devient pas" in page
    stay.refresh_from_db()
    assert stay.state == StayState.HELD


def test_nights_taken_meanwhile_are_named_on_the_page():
    unit = dwelling()
    held(unit, arrive=SOON)
    late = requested(unit, arrive=SOON + timedelta(days=1))

    answer = at_the_desk().post(reverse("crm_stay_move", args=[late.pk, "held"]))

    assert answer.status_code == 422
    assert "déjà prises" in answer.content.decode()


@pytest.mark.parametrize("state", ["requested", "nowhere"])
def test_a_gesture_that_is_none_does_not_exist(state):
    stay = requested(dwelling())

    assert at_the_desk().post(reverse("crm_stay_move", args=[stay.pk, state])).status_code == 404


def test_opening_a_stay_is_a_reading_of_the_file():
    stay = requested(dwelling())

    at_the_desk().get(reverse("crm_stay", args=[stay.pk]))

    assert Entry.objects.filter(action=Action.READ, person=stay.person).exists()


def test_a_family_is_written_at_each_step_and_the_practical_page_with_the_confirmation():
    stay = confirmed(dwelling(practical="Le code du portail : demandez-le."))

    letters = {letter.key.rpartition("-")[2]: letter for letter in Letter.objects.all()}
    assert set(letters) == {"received", "held", "confirmed"}
    assert "jeudi\u00a05\u00a0mai\u00a02011 à 10\u00a0h" in letters["held"].body
    assert "Le code du portail" in letters["confirmed"].body
    assert "1 rue d’Essai" in letters["confirmed"].body
    assert letters["held"].person == stay.person


def test_a_refusal_says_why():
    move_stay(requested(dwelling()), StayState.REFUSED, Told(reason="Il est fermé."), at=ASKED)

    assert "Il est fermé." in Letter.objects.get(key__endswith="refused").body


def test_who_has_no_address_is_written_nothing():
    requested(dwelling(), make_person(email=""))

    assert not Letter.objects.exists()


def test_a_dwelling_is_created_with_its_values():
    make_territory()
    desk = at_the_desk(colleague("Responsables"))
    told = {
        "label": "Le passerelle", "commune": "15138", "address": "1 rue d’Essai", "beds": "4",
        "rooms": "2", "available_from": "2011-01-01", "owner": "", "practical": "",
        "values-TOTAL_FORMS": "1", "values-INITIAL_FORMS": "0", "values-MIN_NUM_FORMS": "0",
        "values-MAX_NUM_FORMS": "1000", "values-0-valid_from": "2011-01-01",
        "values-0-cents": "4500",
    }  # fmt: skip

    desk.post(reverse("crm_units:add"), told)

    assert HousingUnit.objects.get().values.get().cents == 4500


def test_beds_and_dates_are_not_taken_away_from_under_a_stay():
    unit = dwelling(4)
    held(unit, persons=4)
    told = {
        "label": unit.label, "commune": "15138", "address": unit.address, "beds": "3", "rooms": "2",
        "available_from": "2010-01-01", "available_until": "2011-06-08", "owner": "",
        "practical": "", "values-TOTAL_FORMS": "0", "values-INITIAL_FORMS": "0",
        "values-MIN_NUM_FORMS": "0", "values-MAX_NUM_FORMS": "1000",
    }  # fmt: skip

    page = at_the_desk(colleague("Responsables")).post(
        reverse("crm_units:edit", args=[unit.pk]), told
    )

    said = page.content.decode()
    assert "Un séjour prévu demande plus de couchages" in said
    assert "La nuit du 8\u00a0juin\u00a02011 est prise" in said
    unit.refresh_from_db()
    assert (unit.beds, StayNight.objects.filter(date=date(2011, 6, 8)).count()) == (4, 1)
