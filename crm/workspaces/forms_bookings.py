"""What reception types about bookings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from crm.people.models import Person
from crm.registers.calendar import add_months
from crm.registers.careful import PersonText
from telecentre.models import Site, Space, SpaceKind, TariffProduct, Weekday

from .bookings import patterns
from .bookings.asking import Asked
from .days import found
from .models import HalfDay

INVALID_DAY = {
    "invalid": "Écrivez un jour, par exemple 09/05/2011.",
    "required": "Choisissez un jour.",
}
FORMULAS = [
    (TariffProduct.HALF_DAY, "Une demi-journée"),
    (TariffProduct.DAY, "À la journée"),
    (TariffProduct.WEEK, "À la semaine"),
    (TariffProduct.MONTH, "Au mois, un à deux jours par semaine"),
]
CELLS = [
    (f"{weekday}{half}", f"{Weekday(weekday).label} {half.label}")
    for weekday, half in patterns.CELLS
    if weekday < Weekday.SATURDAY
]
REASONS = {
    "required": "Indiquez le motif de l’annulation.",
    "max_length": "C’est trop long\u00a0: 240 caractères au plus.",
}


class DayField(forms.DateField):
    """A day of this century: the week around it exists."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label=label, error_messages=INVALID_DAY, **options)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not 2000 <= value.year <= 2100:
            raise forms.ValidationError("Choisissez un jour entre 2000 et 2100.")


class WeekForm(forms.Form):
    """Which week of which site: that of today, at the oldest site in service, unless told."""

    site = forms.ModelChoiceField(
        Site.objects.none(), label="Site", required=False, empty_label=None
    )
    jour = DayField("Semaine du", required=False)

    def __init__(self, *args: Any, sites: Sequence[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = Site.objects.all()  # type: ignore[attr-defined]
        # Read once for the page: a list of rows is read again each time that it is shown.
        self.fields["site"].choices = [(site.pk, str(site)) for site in sites]  # type: ignore[attr-defined]


class BookingForm(forms.Form):
    """A person, a space, a formula, its days. `q` finds the person."""

    q = forms.CharField(
        label="Nom ou n° de dossier",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    personne = forms.ModelChoiceField(
        Person.objects.none(),
        label="Qui réserve",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Cherchez la personne par son nom ou son n° de dossier, puis choisissez-la.",
            "invalid_choice": "Cette personne n’a plus de dossier ouvert.",
        },
    )
    espace = forms.ModelChoiceField(
        Space.objects.none(),
        label="Espace",
        empty_label=None,
        error_messages={
            "invalid_choice": "Cet espace ne se réserve pas.",
            "required": "Choisissez un espace.",
        },
    )
    formule = forms.ChoiceField(
        label="Formule", choices=FORMULAS, widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une formule."},
    )  # fmt: skip
    jour = DayField("Premier jour")
    moment = forms.ChoiceField(
        label="Pour une demi-journée",
        choices=HalfDay.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    fin = DayField(
        "Dernier jour",
        required=False,
        help_text="Vide : le jour même, la fin de la semaine ou la fin du mois, selon la formule.",
    )
    jours = forms.MultipleChoiceField(
        label="Au mois, quels jours de la semaine",
        choices=CELLS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Deux jours au plus, entiers ou non.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["jour"].widget.attrs["min"] = f"{today}"
        open_now = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
        spaces = Space.objects.filter(open_now).exclude(kind=SpaceKind.TRAINING)
        self.fields["espace"].queryset = spaces.select_related("site")  # type: ignore[attr-defined]
        self.fields["espace"].label_from_instance = _placed  # type: ignore[attr-defined]
        self.offered = self._offered()
        # Only the living may be chosen; only those found are shown.
        person = self.fields["personne"]
        person.queryset = Person.objects.alive()  # type: ignore[attr-defined]
        person.choices = [(one.pk, f"{one}, n° {one.file_number}") for one in self.offered]  # type: ignore[attr-defined]

    def _offered(self) -> list[Person]:
        """Those whom the words find, and the one already chosen first."""
        source = self.data if self.is_bound else self.initial
        words, chosen = str(source.get("q") or "").strip()[:80], str(source.get("personne") or "")
        kept = []
        if chosen.isdecimal() and len(chosen) < 19:
            kept = list(Person.objects.alive().filter(pk=int(chosen)))
        return list(dict.fromkeys([*kept, *(found(words) if words else [])]))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        product = told.get("formule")
        if product == TariffProduct.HALF_DAY and not told.get("moment"):
            self.add_error("moment", "Dites si c’est le matin ou l’après-midi.")
        if product == TariffProduct.MONTH and not told.get("jours"):
            self.add_error("jours", "Cochez un ou deux jours de la semaine.")
        return told

    def asked(self) -> Asked:
        """What the valid form asks for."""
        told = self.cleaned_data
        product, first = TariffProduct(told["formule"]), told["jour"]
        last = told.get("fin")
        if product == TariffProduct.HALF_DAY:
            return Asked(product, first, first, f"{first.weekday()}{told['moment']}")
        if product == TariffProduct.DAY:
            return Asked(product, first, last or first)
        if product == TariffProduct.WEEK:
            return Asked(product, first, last or first + timedelta(days=6 - first.weekday()))
        end = add_months(first.replace(day=1), 1) - timedelta(days=1)
        return Asked(product, first, last or end, " ".join(told["jours"]))


def _placed(space: Space) -> str:
    return f"{space}, {space.site}"


class CancelForm(forms.Form):
    reason = PersonText(label="Motif", max_length=240, error_messages=REASONS)
    since = DayField(
        "À partir du",
        required=False,
        help_text="Vide : aujourd’hui. Les demi-journées d’avant restent comptées.",
    )


class MoveForm(forms.Form):
    space = forms.ModelChoiceField(
        Space.objects.none(), label="Nouvel espace", empty_label=None,
        error_messages={"invalid_choice": "Cet espace ne convient pas.", "required": "Choisissez un espace."},
    )  # fmt: skip

    def __init__(self, *args: Any, now_in: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alike = Space.objects.valid_on(timezone.localdate()).filter(kind=now_in.kind)
        field = self.fields["space"]
        field.queryset = alike.exclude(pk=now_in.pk).select_related("site")  # type: ignore[attr-defined]
        field.label_from_instance = _placed  # type: ignore[attr-defined]


class ProlongForm(forms.Form):
    until = DayField("Nouveau dernier jour")
