"""What is typed at the desk of residences. Services decide and write."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.lodging.models import Stay
from crm.papers.checking import KINDS, READERS, checked
from crm.papers.models import HEAVIEST, MEGABYTE
from crm.people.forms import DAY
from crm.registers.careful import CarefulForm, PersonText

from .contents import Asked
from .models import (
    MOST_CENTS,
    AidNature,
    Committee,
    Outlook,
    Party,
    Residence,
    ResidenceKind,
)
from .rules import MOST_PERSONS, length_refused

AMOUNT = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?")


class EurosField(forms.CharField):
    """An amount as people write it, « 1 250,50 » ; cents once it is clean."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_length=20, **options)

    def clean(self, value: Any) -> int:
        typed = re.sub(r"[\s€]", "", super().clean(value))
        found = AMOUNT.fullmatch(typed)
        cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
        if not 1 <= cents <= MOST_CENTS:
            raise forms.ValidationError("Écrivez un montant en euros, par exemple 450 ou 12,50.")
        return cents


class AskForm(CarefulForm):
    """What somebody asks for. The kind is chosen once, when it is asked for."""

    careful_fields: ClassVar[tuple[str, ...]] = ("project",)

    kind = forms.ChoiceField(
        label="Durée",
        choices=[
            (ResidenceKind.SHORT, "courte : de 2 jours à 2 semaines"),
            (ResidenceKind.LONG, "longue : de 2 à 6 mois, en comité"),
        ],
    )
    starts_on = forms.DateField(label="Premier jour", widget=DAY)
    ends_on = forms.DateField(label="Dernier jour, compris", widget=DAY)
    persons = forms.IntegerField(
        label="Personnes qui viennent", min_value=1, max_value=MOST_PERSONS, initial=1
    )
    project = PersonText(label="Projet à essayer", max_length=2000, rows=3)
    lodging_wanted = forms.BooleanField(label="Souhaite un logement", required=False, initial=True)
    office_wanted = forms.BooleanField(label="Souhaite un bureau au télécentre", required=False)

    def __init__(self, *args: Any, row: Residence | None = None, **kwargs: Any) -> None:
        self.row = row
        if row is not None:
            kwargs.setdefault(
                "initial", {name: getattr(row, name) for name in Asked.__dataclass_fields__}
            )
        super().__init__(*args, **kwargs)
        if row is not None:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        kind = self.row.kind if self.row else told.get("kind")
        if (kind and told.get("starts_on") and told.get("ends_on")) and (
            why := length_refused(ResidenceKind(kind), told["starts_on"], told["ends_on"])
        ):
            self.add_error("ends_on", why)
        return told

    def asked(self) -> Asked:
        return Asked(**{name: self.cleaned_data[name] for name in Asked.__dataclass_fields__})


class InstructForm(CarefulForm):
    careful_fields = ("text",)

    text = PersonText(
        label="Ce que l’instruction apprend", max_length=2000, rows=4, required=False,
        help_text="Sérieux du projet, logement, partenaires joints",
    )  # fmt: skip


GRANT, REFUSE, WAIT, WITHDRAW = "grant", "refuse", "wait", "withdraw"
OUTCOMES = [
    (GRANT, "Accorder"),
    (WAIT, "Accorder, et attendre une place : toutes sont prises"),
    (REFUSE, "Refuser"),
    (WITHDRAW, "Clore : la personne retire sa demande"),
]


class DecisionForm(CarefulForm):
    careful_fields = ("reason",)

    outcome = forms.ChoiceField(
        label="Décision",
        widget=forms.RadioSelect,
        choices=OUTCOMES,
        error_messages={"required": "Choisissez une décision."},
    )
    reason = PersonText(
        label="Motif",
        max_length=1000,
        rows=3,
        required=False,
        help_text="Un refus est motivé, et le motif figure dans le courrier",
    )

    def __init__(self, *args: Any, full: bool | None = None, **kwargs: Any) -> None:
        """`full` leaves out what cannot be decided: granting without a place, waiting for one that is free."""
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        if full is not None and isinstance(outcome, forms.ChoiceField):
            out = GRANT if full else WAIT
            outcome.choices = [pair for pair in OUTCOMES if pair[0] != out]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        refused = told.get("outcome") == REFUSE and "reason" not in self.errors
        if refused and not (told.get("reason") or "").strip():
            self.add_error("reason", "Un refus doit être motivé.")
        return told


class ReasonForm(CarefulForm):
    careful_fields = ("reason",)

    reason = PersonText(label="Motif", max_length=240)


class PutForm(forms.Form):
    """The committee that will decide."""

    committee = forms.ModelChoiceField(Committee.objects.none(), label="Comité")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["committee"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Committee.objects.to_hold().order_by("held_on")


class StayForm(forms.Form):
    """The stay of the person that lodges them; none takes it away."""

    stay = forms.ModelChoiceField(
        Stay.objects.none(), label="Séjour", required=False, empty_label="aucun"
    )

    def __init__(self, *args: Any, row: Residence, **kwargs: Any) -> None:
        kwargs["initial"] = {"stay": row.stay_id}
        super().__init__(*args, **kwargs)
        field = self.fields["stay"]
        if isinstance(field, forms.ModelChoiceField):
            free = Stay.objects.filter(person=row.person_id, residence__isnull=True)
            own = Stay.objects.filter(residence=row)
            field.queryset = (free | own).select_related("unit")


class AidForm(forms.Form):
    nature = forms.ChoiceField(label="Nature", choices=AidNature.choices)
    funder = forms.CharField(
        label="Qui paie", max_length=80, widget=forms.TextInput(attrs={"list": "funders"})
    )
    amount = EurosField(label="Montant en euros")
    detail = forms.CharField(label="Précision", max_length=160, required=False)


class SignForm(forms.Form):
    party = forms.ChoiceField(label="Qui a signé", choices=Party.choices)
    signed_on = forms.DateField(label="Signée le", widget=DAY, initial=timezone.localdate)
    upload = forms.FileField(
        label="Exemplaire signé",
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in READERS)}),
        help_text=f"{KINDS}, {HEAVIEST // MEGABYTE}\N{NO-BREAK SPACE}Mo au plus.",
        error_messages={"empty": "Ce fichier est vide."},
    )

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload:
            try:
                checked(upload)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return upload


class AppointmentForm(forms.Form):
    day = forms.DateField(label="Jour du bilan", widget=DAY)
    hour = forms.TimeField(
        label="Heure",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Écrivez une heure, par exemple 14:30."},
    )

    def when(self) -> datetime:
        told = self.cleaned_data
        return timezone.make_aware(datetime.combine(told["day"], told["hour"]))


class ReviewForm(CarefulForm):
    careful_fields = ("tried", "next_steps")

    tried = PersonText(label="Ce qui a été essayé", max_length=2000, rows=4)
    outlook = forms.ChoiceField(
        label="Suite", choices=[("", "Choisissez"), *[pair for pair in Outlook.choices if pair[0]]]
    )
    next_steps = PersonText(label="Prochaines étapes", max_length=2000, rows=3, required=False)
