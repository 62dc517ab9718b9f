"""What is typed about a plan: its pauses, its end, its extension, its reviews and milestones, who follows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone

from crm.journeys.team import called, team
from crm.papers.models import Paper
from crm.people.forms import DAY
from crm.registers.careful import CarefulForm, PersonText

from .forms import PastDay

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from crm.people.models import Person


class Colleague(forms.ModelChoiceField):
    """Somebody of the team, read when the form is made."""

    def __init__(self, **options: Any) -> None:
        super().__init__(get_user_model().objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        return called(obj)


class TeamForm(forms.Form):
    """A form that asks for somebody of the team."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, Colleague):
                field.queryset = team()


class ReasonForm(forms.Form):
    reason = PersonText(label="Motif", max_length=240)


class PauseForm(ReasonForm):
    starts_on = forms.DateField(
        label="Depuis le", widget=DAY, required=False, help_text="Aujourd’hui si rien n’est écrit."
    )
    ends_on = forms.DateField(
        label="Reprise le",
        widget=DAY,
        required=False,
        help_text="Rien tant qu’elle n’est pas connue.",
    )
    field_order = ("starts_on", "ends_on", "reason")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "starts_on" in told:
            told["starts_on"] = told["starts_on"] or timezone.localdate()
        return told


class PauseChangeForm(forms.Form):
    starts_on = forms.DateField(label="Depuis le", widget=DAY)
    ends_on = forms.DateField(label="Reprise le", widget=DAY, required=False)
    why = PersonText(label="Motif de la correction", max_length=240)


class PauseRemoveForm(forms.Form):
    why = PersonText(label="Motif du retrait", max_length=240)


class EarlyForm(ReasonForm):
    on = PastDay(label="Arrêté le", required=False, help_text="Aujourd’hui si rien n’est écrit.")
    field_order = ("on", "reason")


class ExtendForm(TeamForm):
    months = forms.IntegerField(label="Mois de plus", min_value=1, max_value=24, initial=6)
    decided_by = Colleague(label="Décidée par", required=False, empty_label="moi-même")
    reason = PersonText(label="Motif", max_length=240)


class ReferentForm(TeamForm):
    referent = Colleague(label="Référent", required=False, empty_label="personne encore")


class ReviewForm(CarefulForm):
    careful_fields = ("summary",)

    on = PastDay(label="Tenu le", required=False, help_text="Aujourd’hui si rien n’est écrit.")
    summary = PersonText(label="Bilan", max_length=5000, rows=3)


class ExtraReviewForm(forms.Form):
    due_on = forms.DateField(label="Prévu le", widget=DAY)
    subject = PersonText(label="Objet", max_length=120)


class MilestoneForm(forms.Form):
    label = PersonText(label="Étape", max_length=160)
    due_on = forms.DateField(label="Pour le", widget=DAY)
    for_trainers = forms.BooleanField(
        label="Montrer aux formateurs de la personne",
        required=False,
        help_text="Pas ce qui touche à la famille.",
    )


class MilestoneDayForm(forms.Form):
    due_on = forms.DateField(label="Pour le", widget=DAY)


class EvidenceForm(CarefulForm):
    """`papers`: those of the file that the colleague may read."""

    careful_fields = ("evidence",)

    on = PastDay(label="Atteinte le", required=False, help_text="Aujourd’hui si rien n’est écrit.")
    evidence = PersonText(
        label="Preuve", max_length=240, required=False, help_text="Ce qui le montre"
    )
    paper = forms.ChoiceField(label="Pièce du dossier", required=False)

    def __init__(self, *args: Any, papers: Iterable[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = {str(paper.pk): paper for paper in papers}
        field = self.fields["paper"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "aucune"), *((pk, str(one)) for pk, one in self.papers.items())]
        if not self.papers:
            del self.fields["paper"]

    def clean_paper(self) -> Paper | None:
        return self.papers.get(self.cleaned_data["paper"])


def papers_of(person: Person, user: User) -> list[Paper]:
    """The papers of a file that a colleague may show as evidence."""
    if not user.has_perm("crm_papers.view_paper"):
        return []
    return list(Paper.objects.filter(person=person).readable_by(user))
