"""What the officer types about a request. Services decide and write."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.consents.models import Consent
from crm.datarights.answers import REFUSALS
from crm.datarights.deeds import FIELDS
from crm.datarights.models import IdentityMeans, RightsRequest, RightsState, Subject
from crm.people.form_fields import LineField
from crm.people.models import Person
from crm.registers.careful import PersonText
from editorial.typography import french

ANSWER_MOST = 8000


class RequestFilter(forms.Form):
    etat = forms.ChoiceField(
        label="État",
        choices=[
            ("", "toutes"),
            ("ouvertes", "ouvertes"),
            ("retard", "en retard"),
            *RightsState.choices,
        ],
        required=False,
    )
    nature = forms.ChoiceField(
        label="Nature", choices=[("", "toutes"), *Subject.choices], required=False
    )

    @property
    def narrows(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())


class AttachForm(forms.Form):
    number = LineField(
        "N° de dossier", "Indiquez le numéro du dossier.", most=12, hint="Par exemple\N{NO-BREAK SPACE}: 2026-0012.",
    )  # fmt: skip

    def clean_number(self) -> Person:
        number = self.cleaned_data["number"]
        person = Person.objects.alive().filter(file_number=number).first()
        if person is None:
            raise forms.ValidationError("Aucun dossier en cours ne porte ce numéro.")
        return person


class EstablishForm(forms.Form):
    """How the asker is known. No paper is asked for, none is kept."""

    means = forms.ChoiceField(
        label="Comment l’identité est établie",
        choices=[(key, label) for key, label in IdentityMeans.choices if key != IdentityMeans.LINK],
    )

    def means_chosen(self) -> IdentityMeans:
        return IdentityMeans(self.cleaned_data["means"])


class AskIdentityForm(forms.Form):
    how = PersonText(
        label="Ce qui lèverait le doute", rows=4, max_length=1000,
        initial="Appelez-nous, ou passez nous voir\N{NO-BREAK SPACE}: quelques questions suffiront. "
        "N’envoyez pas de copie de pièce d’identité.",
        help_text="La personne le reçoit par courrier électronique",
        error_messages={"required": "Dites à la personne ce qu’on attend d’elle."},
    )  # fmt: skip


class BecauseForm(forms.Form):
    """A motive, in one field."""

    because = PersonText(
        label="Motif", rows=3, max_length=150, error_messages={"required": "Dites pourquoi."},
        help_text="Une phrase",
    )  # fmt: skip


class ExtendForm(BecauseForm):
    because = PersonText(
        label="Pourquoi deux mois de plus", rows=3, max_length=400, help_text="La personne le reçoit",
        error_messages={"required": "Dites pourquoi\N{NO-BREAK SPACE}: la personne le lit."},
    )  # fmt: skip


class RectifiedForm(forms.Form):
    fields_changed = forms.MultipleChoiceField(
        label="Ce qui a été corrigé",
        choices=[(name, label.capitalize()) for name, label in FIELDS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez ce qui a été corrigé."},
    )


class WithdrawForm(forms.Form):
    """The agreements of the files of a request that still hold."""

    consents = forms.ModelMultipleChoiceField(
        Consent.objects.none(),
        label="Accords à retirer",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez un accord."},
    )

    def __init__(self, *args: Any, row: RightsRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = Consent.objects.filter(person__rights_requests__request=row).exclude(
            purpose="notice"
        )
        standing = theirs.current().filter(given=True).select_related("person")
        self.fields["consents"].queryset = standing  # type: ignore[attr-defined]
        self.fields["consents"].label_from_instance = _words  # type: ignore[attr-defined]


def _words(word: Consent) -> str:
    what = word.get_purpose_display().capitalize()
    return f"{what}, dossier {word.person.file_number}, accordé le {word.at:%d/%m/%Y}"


class EraseForm(forms.Form):
    """The number typed again, so that no click alone forgets somebody."""

    number = LineField(
        "Retapez le numéro du dossier",
        "Retapez le numéro du dossier pour confirmer.",
        most=12,
        autocomplete="off",
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        if number != self.person.file_number:
            raise forms.ValidationError("Ce n’est pas le numéro de ce dossier.")
        return number


class AnswerForm(forms.Form):
    text = PersonText(
        label="La réponse", rows=16, max_length=ANSWER_MOST, help_text="Relisez-la avant de l’envoyer",
        error_messages={"required": "Écrivez la réponse."},
    )  # fmt: skip


class RefuseForm(AnswerForm):
    motive = forms.ChoiceField(
        label="Motif du refus", choices=[(key, french(label)) for key, label in REFUSALS.items()],
        error_messages={"required": "Un refus est motivé.", "invalid_choice": "Choisissez un motif."},
    )  # fmt: skip

    field_order = ("motive", "text")


class CloseForm(BecauseForm):
    because = PersonText(
        label="Pourquoi elle reste sans suite", rows=2, max_length=400,
        help_text="Retirée par son auteur, faite deux fois, restée sans réponse",
        error_messages={"required": "Dites pourquoi la demande reste sans suite."},
    )  # fmt: skip
