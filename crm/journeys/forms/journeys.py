"""What is typed about journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from crm.consents.models import Purpose
from crm.journeys.models import CloseReason, Journey, Stage, Track
from crm.journeys.routes import Itinerary
from crm.journeys.team import called, team
from crm.people.forms import DAY

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REASONS = [choice for choice in CloseReason.choices if choice[0]]


class MoveForm(forms.Form):
    stage = forms.TypedChoiceField(label="Vers l’étape", coerce=Stage)
    reason = forms.CharField(
        label="Motif",
        required=False,
        max_length=500,
        help_text="Demandé pour un retour en arrière.",
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
    reason = forms.CharField(label="Précision", required=False, max_length=500)


class PauseForm(forms.Form):
    resume_on = forms.DateField(label="Reprise le", widget=DAY)
    reason = forms.CharField(label="Motif", max_length=240)


class DescribeForm(forms.Form):
    project = forms.CharField(
        label="Projet", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
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


class OpenForm(forms.Form):
    """A journey on a track that the person does not follow yet."""

    track = forms.ChoiceField(label="Parcours", choices=Track.choices)
    project = forms.CharField(label="Projet", required=False, max_length=5000)
    horizon = forms.CharField(label="Échéance", required=False, max_length=80)


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(
        label="Pour", choices=[choice for choice in Purpose.choices if choice[0] != Purpose.NOTICE]
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
