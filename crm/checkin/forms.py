"""What is typed at the desk and at the doors of the Forum. Services decide and write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings

from crm.people.form_fields import PhoneField
from crm.registers.careful import CarefulForm, PersonText
from crm.registrations.contents import Coming, Group
from crm.registrations.models import Participant, Registration, RegistrationState
from forum.models import Edition, Slot

from .rolls import Wanted, workshops_of

GONE = "Ce choix n’existe plus : choisissez-en un autre."
A_GROUP: int = settings.FORUM_GROUP_MAX
STATES = [
    ("", "Toutes"),
    *((one.value, one.label.capitalize()) for one in RegistrationState),
    ("left", "Ne vient plus"),
]


class RollFilter(forms.Form):
    """What narrows the list of participants."""

    q = forms.CharField(label="Nom ou organisme", max_length=80, required=False)
    etat = forms.ChoiceField(label="Inscription", choices=STATES, required=False)
    atelier: forms.ModelChoiceField[Slot] = forms.ModelChoiceField(
        Slot.objects.none(), label="Atelier", required=False, empty_label="Tous",
        error_messages={"invalid_choice": GONE},
    )  # fmt: skip
    entree = forms.ChoiceField(
        label="Entrée", required=False, choices=[("", "Peu importe"), ("yes", "Entrée"), ("no", "Pas entrée")]
    )  # fmt: skip
    besoins = forms.BooleanField(label="Un accueil à prévoir", required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["atelier"].queryset = workshops_of(edition)  # type: ignore[attr-defined]

    @property
    def narrows(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

    def wanted(self) -> Wanted:
        told = self.cleaned_data if self.is_valid() else {}
        slot = told.get("atelier")
        return Wanted(
            q=told.get("q", ""), state=told.get("etat", ""), slot=slot.pk if slot else None,
            needs=told.get("besoins", False), arrived=told.get("entree", ""),
        )  # fmt: skip


class ReasonForm(CarefulForm):
    careful_fields = ("reason",)
    reason = PersonText(
        label="Motif", max_length=240, rows=2, help_text="Une phrase, gardée dans l’historique",
        error_messages={"required": "Dites pourquoi, en quelques mots."},
    )  # fmt: skip


class FreezeForm(forms.Form):
    frozen_at = forms.DateTimeField(
        label="Inscriptions figées le", required=False,
        help_text="Après ce moment, chacun passe par l’accueil pour changer son inscription. Vide : le délai habituel.",
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": "Écrivez une date et une heure."},
    )  # fmt: skip


class BadgeForm(forms.Form):
    which = forms.ChoiceField(
        label="Quels badges", widget=forms.RadioSelect, initial="new",
        choices=[("new", "Ceux qui ne sont pas encore imprimés, ou qui ont changé"), ("all", "Tous")],
    )  # fmt: skip
    day = forms.DateField(label="Jour", required=False, widget=forms.Select())

    def __init__(self, *args: Any, days: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].widget.choices = [("", "Tous les jours"), *days]  # type: ignore[attr-defined]


class WalkInForm(forms.Form):
    last_name = forms.CharField(
        label="Nom", max_length=80, error_messages={"required": "Indiquez au moins un nom."}
    )
    first_name = forms.CharField(label="Prénom", max_length=80, required=False)
    organisation = forms.CharField(label="Organisme", max_length=120, required=False)
    email = forms.EmailField(
        label="Adresse électronique", max_length=254, required=False,
        error_messages={"invalid": "Écrivez une adresse complète, par exemple prenom.nom@example.org."},
    )  # fmt: skip


class ContactForm(forms.Form):
    """Who answers for a group, on the telephone."""

    last_name = forms.CharField(
        label="Nom", max_length=80, error_messages={"required": "Indiquez au moins un nom."}
    )
    first_name = forms.CharField(label="Prénom", max_length=80, required=False)
    email = forms.EmailField(
        label="Adresse électronique", max_length=254, required=False,
        help_text="Sans elle, ni billet ni rappel ne partent : remettez-lui son badge à l’entrée.",
        error_messages={"invalid": "Écrivez une adresse complète, par exemple prenom.nom@example.org."},
    )  # fmt: skip
    phone = PhoneField("Téléphone")
    organisation = forms.CharField(label="Organisme", max_length=120, required=False)
    wants_call = forms.BooleanField(
        label="Demande à être rappelée par un conseiller", required=False
    )

    @staticmethod
    def values_of(row: Registration) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ContactForm.base_fields}


class ComingForm(forms.Form):
    """One person who comes. A line left blank is nobody."""

    first_name = forms.CharField(label="Prénom", max_length=80, required=False)
    last_name = forms.CharField(label="Nom", max_length=80, required=False)
    organisation = forms.CharField(label="Organisme", max_length=120, required=False)
    access_needs = forms.CharField(
        label="À prévoir pour l’accueillir", max_length=240, required=False,
        help_text="Ce que nous devons préparer, jamais un état de santé.",
    )  # fmt: skip
    workshops: forms.ModelMultipleChoiceField[Slot] = forms.ModelMultipleChoiceField(
        Slot.objects.none(), label="Ateliers", required=False,
        widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": GONE},
    )  # fmt: skip

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workshops"].queryset = workshops_of(edition)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("last_name") and any(
            told.get(name) for name in ("first_name", "access_needs")
        ):
            self.add_error("last_name", "Indiquez le nom de cette personne.")
        return told

    @staticmethod
    def values_of(row: Participant, workshops: Iterable[int]) -> dict[str, Any]:
        names = ("first_name", "last_name", "organisation", "access_needs")
        return {name: getattr(row, name) for name in names} | {"workshops": list(workshops)}

    def coming(self) -> Coming:
        told = self.cleaned_data
        return Coming(
            last_name=told["last_name"], first_name=told["first_name"],
            organisation=told["organisation"], access_needs=told["access_needs"],
            workshops=[slot.pk for slot in told["workshops"]],
        )  # fmt: skip


class GroupFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        if not any(self.errors) and not self.people():
            raise forms.ValidationError("Indiquez au moins une personne qui vient.")

    def people(self) -> list[Coming]:
        return [form.coming() for form in self.forms if form.cleaned_data.get("last_name")]


PEOPLE = forms.formset_factory(
    ComingForm, formset=GroupFormSet, extra=3, max_num=A_GROUP, absolute_max=A_GROUP + 2,
    validate_max=True,
)  # fmt: skip


def group_of(contact: ContactForm, people: GroupFormSet, kept: Registration | None = None) -> Group:
    """What both forms tell. What they do not ask is kept as it was."""
    told = contact.cleaned_data
    names = ("last_name", "first_name", "email", "phone", "organisation", "wants_call")
    more: dict[str, Any] = {}
    if kept is not None:
        more = {
            name: getattr(kept, name) for name in ("wants_invitations", "origin", "declared_source")
        }
    return Group(people=people.people(), **{name: told[name] for name in names}, **more)
