"""What is typed about batches and drops."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from wagtail.models import Page

from crm.registers.words import counted
from editorial.typography import french
from territory.models import Commune

from .models import LeafletBatch
from .services import Place, Printing

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input input--short"})
NO_DAY = "Cette date n’existe pas : écrivez-la jour, mois, année."


def copies_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Indiquez un nombre d’exemplaires.",
            "invalid": "Écrivez un nombre.",
            "min_value": "Indiquez au moins un exemplaire.",
        },
    )


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DAY,
        error_messages={"required": "Indiquez une date.", "invalid": NO_DAY},
    )


class TitledPage(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Page) -> str:
        where = obj.url_path.split("/", 2)[-1].rstrip("/") or "accueil"
        return french(f"{obj.title} ({where})")


class BatchForm(forms.Form):
    label = forms.CharField(
        label="Nom",
        max_length=120,
        help_text="Par exemple : salons du printemps.",
        error_messages={"required": "Donnez un nom à ce tirage."},
    )
    version = forms.CharField(
        label="Version du dépliant",
        max_length=40,
        help_text="Ce qui est écrit au dos. Par exemple : mars 2012.",
        error_messages={"required": "Indiquez la version imprimée."},
    )
    printed = copies_field("Exemplaires imprimés")
    printed_on = day_field("Imprimé le")
    target = TitledPage(
        None,
        label="Page où mène l’adresse courte",
        required=False,
        empty_label="la page du dépliant",
    )
    cost = forms.DecimalField(
        label="Coût, en euros",
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": "Écrivez une somme, par exemple 180,50."},
    )
    short_code = forms.RegexField(
        "(?i)^[2-9a-hj-np-z]{4,12}$",
        label="Code court",
        required=False,
        help_text="Quatre à douze lettres ou chiffres, sans 0, O, 1 ni I. Laissez vide : il s’écrit seul.",
        error_messages={"invalid": "Quatre à douze lettres ou chiffres, sans 0, O, 1 ni I."},
    )

    def __init__(self, *args: Any, batch: LeafletBatch | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = Page.objects.live().public().filter(depth__gt=1).order_by("path")
        self.fields["target"].queryset = pages  # type: ignore[attr-defined]
        if batch is not None:
            del self.fields["short_code"]
            names = ("label", "version", "printed", "printed_on", "target")
            self.initial = {name: getattr(batch, name) for name in names}
            if batch.cost_cents is not None:
                self.initial["cost"] = Decimal(batch.cost_cents) / 100

    def printing(self) -> Printing:
        told = dict(self.cleaned_data)
        cost = told.pop("cost")
        cents = None if cost is None else int(cost * 100)
        return Printing(**told, cost_cents=cents)


class DropForm(forms.Form):
    place = forms.CharField(
        label="Lieu",
        max_length=120,
        help_text="Par exemple : office de tourisme, salon de Lyon.",
        error_messages={"required": "Indiquez où ils ont été déposés."},
    )
    quantity = copies_field("Exemplaires")
    on = day_field("Le")
    commune: forms.ModelChoiceField[Commune] = forms.ModelChoiceField(
        None, label="Commune du territoire", required=False, empty_label="ailleurs"
    )
    organisation = forms.CharField(
        label="Organisme",
        max_length=120,
        required=False,
        help_text="Une structure, jamais le nom d’une personne.",
    )

    def __init__(self, *args: Any, left: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = left
        self.fields["commune"].queryset = Commune.objects.of_the_territory()  # type: ignore[attr-defined]

    def clean_quantity(self) -> int:
        quantity: int = self.cleaned_data["quantity"]
        if quantity > self.left:
            told = counted(self.left, "exemplaire", "exemplaires")
            raise forms.ValidationError(f"Il en reste {told}.")
        return quantity

    def told(self) -> Place:
        return Place(**self.cleaned_data)
