"""What is typed about activities, settlements and support."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.papers.checking import KINDS, READERS
from crm.papers.models import HEAVIEST, MEGABYTE
from crm.people.forms import DAY
from crm.registers.careful import PersonText
from territory.models import Commune

from .models import ActivityKind, CheckState, Dwelling, FollowUpAnswer, SettlementState
from .siret import read_siret, written

if TYPE_CHECKING:
    from datetime import date


class PastDay(forms.DateField):
    """A day that is not to come."""

    widget = DAY

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise forms.ValidationError("Cette date est à venir.")


class HomeCommune(forms.ModelChoiceField):
    """A commune of the territory."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Commune.objects.none(), **options)

    def refresh(self) -> None:
        self.queryset = Commune.objects.of_the_territory()


class HomeForm(forms.Form):
    """A form that asks for a commune of the territory."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        commune = self.fields["commune"]
        if isinstance(commune, HomeCommune):
            commune.refresh()


class Siret(forms.CharField):
    """Fourteen digits, spaces or not, checked by their key; "" for nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, required=False, **options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> str:
        try:
            return read_siret(super().clean(value))
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, str) and value.isdecimal() else value


class CorrectActivityForm(HomeForm):
    """What may be written again of an activity: its nature and its day identify it."""

    trade = forms.CharField(label="Métier", max_length=120, required=False)
    legal_form = forms.CharField(label="Statut juridique", max_length=60, required=False)
    siret = Siret(label="SIRET", help_text="Quatorze chiffres.")
    commune = HomeCommune(label="Commune", required=False, empty_label="hors du territoire")
    telework = forms.BooleanField(label="Exercée en télétravail", required=False, initial=True)


class ActivityForm(CorrectActivityForm):
    kind = forms.ChoiceField(label="Nature", choices=ActivityKind.choices)
    started_on = PastDay(label="Démarrée le")
    field_order = ("kind", "started_on")


class CeasedForm(forms.Form):
    ceased_on = PastDay(label="Arrêtée le")


class StillAliveForm(forms.Form):
    """The one question of a letter."""

    answer = forms.TypedChoiceField(
        label="Votre activité continue-t-elle ?",
        choices=[(CheckState.ALIVE.value, "Oui, elle continue"), (CheckState.CEASED.value, "Non")],
        coerce=CheckState,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse."},
    )
    ceased_on = PastDay(
        label="Si elle s’est arrêtée, depuis quand",
        required=False,
        help_text="Le jour exact ou à peu près.",
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        undated = not told.get("ceased_on") and "ceased_on" not in self.errors
        if told.get("answer") == CheckState.CEASED and undated:
            self.add_error("ceased_on", "Dites depuis quand, même à peu près.")
        return told


class FollowUpForm(forms.Form):
    answer = forms.ChoiceField(label="Où en est la personne", choices=FollowUpAnswer.choices)


class IntendForm(HomeForm):
    commune = HomeCommune(label="Commune visée")
    adults = forms.IntegerField(label="Adultes", min_value=1, max_value=20, initial=1)
    children = forms.IntegerField(label="Enfants", min_value=0, max_value=20, initial=0)
    children_schooled = forms.IntegerField(
        label="dont scolarisés ici", min_value=0, max_value=20, initial=0
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if (answers.get("children_schooled") or 0) > (answers.get("children") or 0):
            self.add_error("children_schooled", "Il y en a plus que d’enfants.")
        return answers


class MoveInForm(forms.Form):
    on = PastDay(label="Emménagés le")
    dwelling = forms.ChoiceField(label="Logement", choices=Dwelling.choices, required=False)


class ConfirmForm(forms.Form):
    """`left` is how many needs of the household are open: they are named before it is called settled."""

    proof = forms.CharField(
        label="Pièce vue", max_length=120, help_text="Par exemple : bail, facture d’énergie."
    )
    upload = forms.FileField(
        label="Copie de la pièce",
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in READERS)}),
        help_text=f"{KINDS}, {HEAVIEST // MEGABYTE}\N{NO-BREAK SPACE}Mo au plus.",
        error_messages={"empty": "Ce fichier est vide."},
    )
    needs_left = forms.BooleanField(
        label="Confirmer quand même",
        required=False,
        help_text="Les besoins ouverts du foyer restent à traiter.",
    )

    def __init__(self, *args: Any, left: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not left:
            del self.fields["needs_left"]


class DepartForm(forms.Form):
    on = PastDay(label="Repartis le")
    reason = PersonText(label="Motif", max_length=240)
    end_plan = forms.BooleanField(
        label="Arrêter aussi l’accompagnement en cours",
        required=False,
        initial=True,
        help_text="Le bureau gratuit s’arrête avec lui.",
    )


class UndoForm(forms.Form):
    reason = PersonText(label="Pourquoi cet emménagement est une erreur", max_length=240)


SETTLEMENT_FORMS: dict[SettlementState, type[forms.Form]] = {
    SettlementState.MOVED_IN: MoveInForm,
    SettlementState.CONFIRMED: ConfirmForm,
    SettlementState.DEPARTED: DepartForm,
    SettlementState.INTENDED: UndoForm,
}


def settlement_form(state: SettlementState, left: int) -> Callable[..., forms.Form]:
    """Return what makes the form of a move; `left` counts the open needs of the household."""
    form = SETTLEMENT_FORMS[state]
    return partial(form, left=left) if form is ConfirmForm else form


def company_of(members: Any) -> dict[str, int]:
    """Who would come, counted from a household: the initial values of IntendForm."""
    children = sum(1 for member in members if member.person_id is None)
    return {
        "adults": max(1, len(members) - children),
        "children": children,
        "children_schooled": 0,
    }
