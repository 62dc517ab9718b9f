"""Words that warn: said beside the field, nothing typed lost, saved all the same when told so, journalled."""

import importlib
import inspect
import unicodedata

import pytest
from django import forms
from django.urls import reverse

from crm.journal.models import Action, Entry
from crm.journeys.models import Interaction, Journey
from crm.registers.careful import (
    MAY_READ,
    PASSED_OVER,
    CarefulForm,
    PersonText,
    cautions,
    subjects,
)
from tests.crm.desk import at_the_desk, journey_of
from tests.crm.factories import make_person

SAD = "Elle se dit dépressive depuis mars."
# The forms of the desk that speak of somebody; those of the public are in crm.applications.forms.
DESK = [
    "crm.journeys.forms.exchanges", "crm.journeys.forms.journeys",
    "crm.journeys.forms.first_contact", "crm.support.forms", "crm.applications.forms_desk",
    "crm.needs.forms", "crm.organisations.forms", "crm.papers.forms",
]  # fmt: skip
FREE = {"text", "project", "reason", "summary", "note"}


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("Elle est DÉPRESSIVE", "santé"),
        ("Deux enfants handicapés", "santé"),
        ("burn-out l’an dernier", "santé"),
        ("famille catholique", "religion"),
        ("syndicaliste à la CGT", "syndicat"),
        ("il est d’extrême-droite", "politiques"),
        ("quel connard", "jugement"),
        (unicodedata.normalize("NFD", "toxicomanie et dépression"), "santé"),
    ],
)
def test_a_word_warns_whatever_its_accents_and_number(typed, about):
    assert about in " ".join(map(str, cautions(typed)))


@pytest.mark.parametrize(
    "typed",
    [
        "Cherche une maison près du cône volcanique, porte de droite.",
        "Travaille au syndicat mixte, dossier maladroit mais complet.",
        "Considère la confiance des concitoyens comme un concours.",
        "Élève des bêtes de race Salers ; diagnostic énergétique fait.",
        "",
    ],
)
def test_ordinary_words_say_nothing(typed):
    assert cautions(typed) == []


def test_a_caution_names_the_words_as_typed_and_what_to_write_instead():
    told = str(cautions("Dépressif et alcoolique")[0])

    assert "Dépressif" in told
    assert "alcoolique" in told
    assert "touchent à la santé" in told
    assert "disponible l’après-midi" in told


def test_every_subject_says_what_to_write_instead():
    assert all(subject.instead and subject.words for subject in subjects())


def test_every_free_text_of_the_desk_says_that_the_person_may_read_it():
    silent = [
        f"{form.__name__}.{name}"
        for module in map(importlib.import_module, DESK)
        for _, form in inspect.getmembers(module, inspect.isclass)
        if issubclass(form, forms.Form) and form.__module__ == module.__name__
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
        and (name in FREE or isinstance(field.widget, forms.Textarea))
        and not (isinstance(field, PersonText) and MAY_READ in field.help_text)
    ]

    assert silent == []


@pytest.mark.django_db
def test_a_note_that_warns_is_not_saved_and_nothing_typed_is_lost():
    person = make_person()

    answer = at_the_desk().post(
        reverse("crm_log", args=[person.pk]),
        {"said": "note", "text": SAD, "then": "Envoyer le dépliant"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert SAD in page
    assert 'value="Envoyer le dépliant"' in page
    assert "touche à la santé" in page
    assert "Enregistrer quand même" in page
    assert not Interaction.objects.exists()


@pytest.mark.django_db
def test_it_is_saved_all_the_same_and_the_journal_tells_the_field_never_the_words():
    person = make_person()

    at_the_desk().post(
        reverse("crm_log", args=[person.pk]), {"said": "note", "text": SAD, "careful": "on"}
    )

    assert Interaction.objects.get().text == SAD
    line = Entry.objects.get(reason=PASSED_OVER)
    assert (line.action, line.person, line.fields) == (Action.CHANGED, person, ["text"])
    assert "dépressi" not in str(vars(line))


@pytest.mark.django_db
def test_a_note_without_such_words_journals_no_passing_over():
    person = make_person()

    at_the_desk().post(
        reverse("crm_log", args=[person.pk]),
        {"said": "note", "text": "Vient lundi.", "careful": "on"},
    )

    assert not Entry.objects.filter(reason=PASSED_OVER).exists()


@pytest.mark.django_db
def test_a_project_warns_once_and_not_each_time_its_horizon_changes():
    journey = journey_of(project=SAD)
    address = reverse("crm_journey_describe", args=[journey.pk])

    same = at_the_desk().post(address, {"project": SAD, "horizon": "été"})
    other = at_the_desk().post(address, {"project": f"{SAD} Alcoolique.", "horizon": "été"})

    assert (same.status_code, other.status_code) == (302, 422)
    assert Journey.objects.get().horizon == "été"


@pytest.mark.django_db
def test_a_first_contact_that_warns_opens_no_file_until_told():
    typed = {
        "way": "call", "last_name": "Montaigu", "track": "t1", "source": "press", "country": "FR",
        "preferred_channel": "phone", "project": "Traduire", "text": SAD,
        "minors-TOTAL_FORMS": "0", "minors-INITIAL_FORMS": "0",
    }  # fmt: skip
    desk, address = at_the_desk(), reverse("crm_first_contact")

    asked = desk.post(address, typed)
    assert (asked.status_code, Journey.objects.count()) == (422, 0)
    assert asked.content.decode().count("Enregistrer quand même") == 1

    desk.post(address, typed | {"careful": "on"})
    assert Journey.objects.count() == 1
    assert Entry.objects.get(reason=PASSED_OVER).fields == ["text"]


def test_what_the_public_writes_is_never_looked_at():
    public = importlib.import_module("crm.applications.forms")
    forms_there = [form for _, form in inspect.getmembers(public, inspect.isclass)]

    assert not any(issubclass(form, CarefulForm) for form in forms_there)
