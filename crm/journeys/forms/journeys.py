"""What is typed about journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from crm.consents.models import SAID_BY_VOICE
from crm.journeys.models import CloseReason, Journey, Stage, Track
from crm.journeys.routes import Itinerary
from crm.journeys.team import called, team
from crm.people.forms import DAY
from crm.registers.careful import CarefulForm, PersonText

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Only the merging of two files closes a journey as merged.
REASONS = [choice for choice in CloseReason.choices if choice[0] not in {"", CloseReason.MERGED}]


class MoveForm(forms.Form):
    stage = forms.TypedChoiceField(label="Vers l’étape", coerce=Stage)
    reason = PersonText(
        label="Motif",
        required=False,
        max_length=500,
        help_text="Demandé pour un retour en arrière",
    )
    close_reason = forms.ChoiceField(
        label="Motif de clôture", choices=[("", "—"), *REASONS], required=False
    )

    def __init__(self, *args: Any, journey: Journey, itinerary: Itinerary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [  # type: ignore[attr-defined]
            (stage.value, stage.label) for stage in itinerary.leads(Stage(journey.stage))
        ]


class CloseForm(forms.Form):
    close_reason = forms.ChoiceField(label="Motif de clôture", choices=[("", "—"), *REASONS])
    reason = PersonText(label="Précision", required=False, max_length=500)


class PauseForm(forms.Form):
    resume_on = forms.DateField(label="Reprise le", widget=DAY)
    reason = PersonText(label="Motif", max_length=240)


class DescribeForm(CarefulForm):
    careful_fields = ("project",)

    project = PersonText(label="Projet", required=False, max_length=5000, rows=3)
    horizon = forms.CharField(label="Échéance", required=False, max_length=80)
    owner: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        None, label="Référent", required=False, empty_label="personne encore"
    )
    co_owners: forms.ModelMultipleChoiceField[User] = forms.ModelMultipleChoiceField(
        None,
        label="Coréférents",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Le parcours est aussi dans leur journée.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("owner", "co_owners"):
            choices = self.fields[name]
            choices.queryset = team()  # type: ignore[attr-defined]
            choices.label_from_instance = called  # type: ignore[attr-defined]


class NextActionForm(forms.Form):
    next_action = forms.CharField(label="Prochaine action", max_length=160)
    on = forms.DateField(label="Avant le", widget=DAY)


class OpenForm(CarefulForm):
    """A journey on a track that the person does not follow yet."""

    careful_fields = ("project",)

    track = forms.ChoiceField(label="Parcours", choices=Track.choices)
    project = PersonText(label="Projet", required=False, max_length=5000)
    horizon = forms.CharField(label="Échéance", required=False, max_length=80)


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(
        label="Pour", choices=[(purpose.value, purpose.label) for purpose in SAID_BY_VOICE]
    )
    given = forms.TypedChoiceField(
        label="La personne",
        choices=[("yes", "accorde"), ("no", "retire")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    channel = forms.CharField(
        label="Par quel moyen", max_length=40, help_text="Par exemple : au téléphone, par courriel."
    )
