"""What is typed about visits. Services decide and write."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q

from crm.journeys.models import Journey
from crm.journeys.team import called, team
from crm.lodging.forms import GONE, day_field, person_numbered
from crm.lodging.models import Stay
from crm.lodging.money import cents_of
from crm.organisations.models import Organisation
from crm.people.form_fields import PhoneField
from crm.people.models import Person
from crm.registers.careful import CarefulForm, PersonText
from territory.models import Commune

from .models import CostKind, StopKind, Visit, VisitStop
from .programme import Stop
from .services import Plan, Told

HOUR = {
    "required": "Écrivez une heure, par exemple 9:00.",
    "invalid": "Écrivez une heure, par exemple 9:00.",
}


class ColleagueChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return called(obj)


class VisitForm(CarefulForm):
    """What a visit is: when, why, where the family sleeps."""

    careful_fields = ("purpose",)

    starts_on = day_field("Premier jour")
    ends_on = day_field("Dernier jour")
    purpose = PersonText(
        label="Objet de la visite",
        max_length=160,
        help_text="Ce que la famille veut voir",
        error_messages={"required": "Dites ce que la famille veut voir."},
    )
    stay: forms.ModelChoiceField[Stay] = forms.ModelChoiceField(
        Stay.objects.none(), label="Logée au", required=False, empty_label="Ailleurs, ou pas encore",
        error_messages={"invalid_choice": GONE},
    )  # fmt: skip
    referent = ColleagueChoice(
        None, label="Qui l’accompagne", required=False, empty_label="À choisir",
        error_messages={"invalid_choice": GONE},
    )  # fmt: skip
    emergency = forms.CharField(
        label="En cas d’imprévu", max_length=160, required=False,
        help_text="Qui appeler, et à quel numéro : imprimé sur la fiche de la famille.",
    )  # fmt: skip
    directions = PersonText(
        label="Comment venir", max_length=1000, rows=3, required=False,
        help_text="Route, gare, stationnement : imprimé sur la fiche",
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["referent"].queryset = team()  # type: ignore[attr-defined]
        if person is not None:
            rows = Stay.objects.filter(person=person).select_related("unit")
            self.fields["stay"].queryset = rows  # type: ignore[attr-defined]

    @staticmethod
    def values_of(visit: Visit) -> dict[str, Any]:
        names = ("starts_on", "ends_on", "purpose", "emergency", "directions")
        told = {name: getattr(visit, name) for name in names}
        return told | {"stay": visit.stay_id, "referent": visit.referent_id}

    def plan(self) -> Plan:
        return Plan(**{name: self.cleaned_data[name] for name in VisitForm.base_fields})


class NewVisitForm(VisitForm):
    """The same, and whose it is: the open journey of a file."""

    person = forms.CharField(
        label="N° de dossier", max_length=12, help_text="Par exemple 2011-0042.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Indiquez le n° du dossier."},
    )  # fmt: skip
    field_order = ("person",)

    def clean_person(self) -> Person:
        return person_numbered(self.cleaned_data["person"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.journey: Journey | None = None
        if person := told.get("person"):
            self.journey = Journey.objects.running_for(person)
            if self.journey is None:
                self.add_error("person", "Ce dossier n’a pas de parcours ouvert : ouvrez-en un.")
        return told


class StopForm(CarefulForm):
    """A stop of the programme."""

    careful_fields = ("for_family", "for_team")

    date = day_field("Jour")
    starts_at = forms.TimeField(
        label="De", error_messages=HOUR,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )  # fmt: skip
    ends_at = forms.TimeField(
        label="À", error_messages=HOUR,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Nature", choices=[(one.value, one.label.capitalize()) for one in StopKind]
    )
    title = forms.CharField(
        label="Étape", max_length=120, help_text="Par exemple : visite de l’école."
    )
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        Organisation.objects.order_by("name_key", "pk"), label="Organisation", required=False,
        empty_label="Aucune", error_messages={"invalid_choice": GONE},
        help_text="Ce qui est laissé vide ci-dessous est repris de sa fiche.",
    )  # fmt: skip
    place = forms.CharField(label="Lieu et adresse", max_length=200, required=False)
    commune: forms.ModelChoiceField[Commune] = forms.ModelChoiceField(
        None, label="Commune", required=False, empty_label="Non précisée",
        error_messages={"invalid_choice": GONE},
    )  # fmt: skip
    host = forms.CharField(label="Qui reçoit", max_length=120, required=False)
    host_phone = PhoneField("Téléphone de l’hôte")
    host_email = forms.EmailField(
        label="Adresse électronique de l’hôte", required=False, max_length=254
    )
    for_family = PersonText(
        label="À dire à la famille", max_length=1000, rows=2, required=False,
        help_text="Imprimé sur sa fiche",
    )  # fmt: skip
    for_team = PersonText(
        label="Pour l’équipe", max_length=1000, rows=2, required=False,
        help_text="Jamais imprimé",
    )  # fmt: skip

    def __init__(self, *args: Any, kept: Commune | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = Commune.objects.of_the_territory().values("pk")
        known = Q(pk__in=home) | Q(pk=kept.pk if kept else None)
        self.fields["commune"].queryset = Commune.objects.filter(known).order_by("name")  # type: ignore[attr-defined]

    @staticmethod
    def values_of(row: VisitStop) -> dict[str, Any]:
        told = {name: getattr(row, name) for name in StopForm.base_fields}
        return told | {"organisation": row.organisation_id, "commune": row.commune_id}

    def stop(self) -> Stop:
        return Stop(**{name: self.cleaned_data[name] for name in StopForm.base_fields})


class CostForm(forms.Form):
    kind = forms.ChoiceField(
        label="Poste", choices=[(one.value, one.label.capitalize()) for one in CostKind]
    )
    label = forms.CharField(label="Détail", max_length=120, required=False)
    amount = forms.DecimalField(
        label="Montant (€)", max_digits=8, decimal_places=2, min_value=Decimal("0.01"),
        max_value=100_000, localize=True,
        error_messages={"invalid": "Écrivez un montant, par exemple 42,50."},
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    paid_by = forms.CharField(label="Payé par", max_length=80, initial="La collectivité")

    def cost(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "kind": told["kind"], "label": told["label"], "paid_by": told["paid_by"],
            "cents": cents_of(told["amount"]),
        }  # fmt: skip


class CancelForm(CarefulForm):
    careful_fields = ("reason",)
    reason = PersonText(
        label="Motif", max_length=240, rows=2, help_text="Une phrase, écrite dans le courrier"
    )


class TellForm(CarefulForm):
    """What came of each stop, and what the family said."""

    def __init__(self, *args: Any, stops: list[VisitStop], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stop in stops:
            self.fields[f"stop-{stop.pk}"] = PersonText(
                label=stop.title, max_length=1000, rows=2, required=False
            )
        self.fields["family_words"] = PersonText(
            label="Ce que la famille en a dit", max_length=2000, rows=4, required=False
        )
        self.careful_fields = tuple(self.fields)  # type: ignore[misc]

    def told(self) -> Told:
        prefix = "stop-"
        return Told(
            family_words=self.cleaned_data["family_words"],
            outcomes={
                int(name.removeprefix(prefix)): text
                for name, text in self.cleaned_data.items()
                if name.startswith(prefix)
            },
        )
