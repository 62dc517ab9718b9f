"""Every free text that speaks of somebody says that they may read it, and the long ones warn of some words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver

from crm.journeys.forms.exchanges import LogForm
from crm.registers.careful import CarefulForm, PersonText

# Long enough for a free text; below, a name, an address, a label.
LONG = 200
# A short reason is read beside its state. Longer than this, it is a note: it warns.
NOTE = 500
A_BREACH = "une violation : des faits et des nombres, jamais un nom"
# They speak of nobody, or are what a person is told or said in their own words.
OF_NOBODY = {
    "crm.applications.forms_calendar.CancelForm.reason": "une demi-journée déplacée",
    "crm.compliance.forms_breaches.ReportForm.what": A_BREACH,
    "crm.compliance.forms_breaches.DescribeForm.what": A_BREACH,
    "crm.compliance.forms_breaches.DescribeForm.kinds": A_BREACH,
    "crm.compliance.forms_breaches.DescribeForm.people_kinds": A_BREACH,
    "crm.compliance.forms_breaches.DescribeForm.causes": A_BREACH,
    "crm.compliance.forms_breaches.DescribeForm.consequences": A_BREACH,
    "crm.compliance.forms_breaches.DescribeForm.measures": A_BREACH,
    "crm.compliance.forms_breaches.DecideForm.reason": A_BREACH,
    "crm.compliance.forms_breaches.NotifiedForm.late_reason": A_BREACH,
    "crm.compliance.forms_breaches.InformedForm.text": A_BREACH,
    "crm.compliance.forms_breaches.NoteForm.text": A_BREACH,
    "crm.compliance.forms_breaches.WhyForm.reason": A_BREACH,
    "crm.compliance.processing_forms.ReviewForm.remark": "le registre des traitements",
    "crm.compliance.wording_forms.VersionForm.text": "un texte que lit le public",
    "crm.documents.forms.TemplateForm.opening": "un modèle de document",
    "crm.documents.forms.TemplateForm.closing": "un modèle de document",
    "crm.documents.forms.TemplateForm.why": "un modèle de document",
    "crm.indicators.forms.WithdrawForm.reason": "un chiffre publié",
    "crm.journeys.forms.saved_views.NewViewForm.query": "une adresse de liste",
    "crm.mailings.forms.StopForm.reason": "un envoi arrêté",
    "crm.press.forms.sending.DispatchForm.word": "un communiqué",
    "crm.questionnaires.forms.IntroductionForm.introduction": "un questionnaire",
    "crm.questionnaires.forms.QuestionForm.text": "un questionnaire",
    "crm.questionnaires.forms.QuestionForm.choices": "un questionnaire",
    "crm.registers.forms.ExportForm.purpose": "un export",
    "crm.residences.forms_around.CommitteeForm.members": "un comité",
    "crm.residences.forms_around.MinutesForm.members": "un comité",
    "crm.residences.forms_around.MinutesForm.minutes": "un comité",
    "crm.residences.forms_around.TemplateForm.community": "un modèle de convention",
    "crm.residences.forms_around.TemplateForm.partner": "un modèle de convention",
    "crm.residences.forms_around.TemplateForm.articles": "un modèle de convention",
    "crm.residences.forms_around.TemplateForm.why": "un modèle de convention",
    "crm.selection.forms_committee.MeetingForm.present": "une commission",
    "crm.selection.forms_grid.CriterionForm.guide": "une grille",
    "crm.visits.forms_discovery.DayForm.meeting_point": "une journée découverte",
    "crm.visits.forms_discovery.DayForm.programme": "une journée découverte",
    "crm.visits.forms.StopForm.place": "un lieu",
    "crm.appointments.forms.desk.BookForm.where": "un lieu",
    "crm.appointments.forms.desk.GroupForm.where": "un lieu",
    "crm.journeys.forms.relays.RelayForm.reason": "un conseiller absent",
    "crm.journeys.views.first_contact.LookForm.email": "une adresse",
    "crm.people.forms.ContactForm.value": "une coordonnée",
    "crm.people.forms.CorrectionForm.value": "une coordonnée",
    "crm.journeys.forms.first_contact.FirstContactForm.declared_text": "ce qui fait venir",
    "crm.journeys.forms.sources.SourceFields.declared_text": "ce qui fait venir",
    "crm.journeys.forms.sources.SourceForm.declared_text": "ce qui fait venir",
    # What is sent to the person: they read it by nature.
    "crm.appointments.forms.desk.InviteForm.words": "un courriel à la personne",
    "crm.journeys.forms.bulk.MessageForm.text": "un courriel à la personne",
    "crm.welcome.forms_desk.AnswerForm.text": "un courriel à la personne",
    "crm.workspaces.offices.forms_desk.AnswerForm.text": "un courriel à la personne",
    # What the person says, on a public page or at the desk of the Forum.
    "crm.registrations.forms.AnswersForm.declared_source": "dit par la personne",
    "crm.registrations.forms.PersonForm.access_needs": "dit par la personne",
    "crm.checkin.forms.ComingForm.access_needs": "dit par la personne",
}
WITHOUT_WARNING = {
    # Letters to the person: an answer about their data says what their file holds, whatever it is.
    "crm.datarights.forms.handling.AnswerForm.text": "la réponse que reçoit la personne",
    "crm.datarights.forms.handling.RefuseForm.text": "la réponse que reçoit la personne",
    "crm.datarights.forms.handling.AskIdentityForm.how": "ce que la personne reçoit",
    "crm.selection.forms.AppealForm.text": "les mots d’un recours, tels qu’ils sont écrits",
    "crm.visits.forms.NewVisitForm.directions": "un chemin",
    "crm.visits.forms.VisitForm.directions": "un chemin",
}


def forms_of(base: type[forms.Form]) -> Iterator[type[forms.Form]]:
    for one in base.__subclasses__():
        yield one
        yield from forms_of(one)


@pytest.fixture(scope="module")
def texts() -> dict[str, tuple[type[forms.Form], str, forms.CharField]]:
    """Every long free text of a form of the plugin, by its whole name. Addresses bring the forms in."""
    assert get_resolver().url_patterns
    found = {}
    for form in set(forms_of(forms.Form)):
        if not form.__module__.startswith("crm."):
            continue
        for name, field in form.base_fields.items():
            plain = type(field) is forms.CharField or isinstance(field, PersonText)
            if plain and (
                isinstance(field.widget, forms.Textarea) or (field.max_length or 0) >= LONG
            ):
                found[f"{form.__module__}.{form.__qualname__}.{name}"] = (form, name, field)
    return found


def test_each_text_that_speaks_of_somebody_says_that_they_may_read_it(texts):
    silent = {key for key, (_, _, field) in texts.items() if not isinstance(field, PersonText)}

    assert silent - OF_NOBODY.keys() == set()


def test_each_long_note_warns_of_the_words_that_it_should_not_hold(texts):
    unwarned = {
        key
        for key, (form, name, field) in texts.items()
        if isinstance(field, PersonText)
        and (field.max_length or 0) > NOTE
        and not (issubclass(form, CarefulForm) and name in form.careful_fields)
    }

    assert unwarned - WITHOUT_WARNING.keys() == set()


def test_no_exception_outlives_its_field(texts):
    assert {*OF_NOBODY, *WITHOUT_WARNING} - texts.keys() == set()


def test_an_exchange_is_the_team_s_unless_told():
    assert not LogForm()["reserved"].value()
