"""What is typed about organisations, and about who is linked to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from crm.people.contacts import normalise_phone
from crm.people.forms import DAY, PlaceMixin
from crm.people.models import Person
from crm.people.names import name_key
from crm.people.search import people_matching
from crm.registers.careful import CarefulForm, PersonText
from territory.models import Postcode

from .models import Organisation, OrganisationKind, RoleKind

NAMED_AT_MOST = 5


class OrganisationForm(CarefulForm, PlaceMixin):
    """An organisation and where it is."""

    careful_fields = ("note",)

    name = forms.CharField(
        label="Nom", max_length=160, error_messages={"required": "Une organisation a un nom."}
    )
    kind = forms.ChoiceField(label="Nature", choices=OrganisationKind.choices)
    phone = forms.CharField(
        label="Téléphone",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = forms.EmailField(label="Courriel", required=False, max_length=254)
    web = forms.URLField(
        label="Site internet", required=False, max_length=300, assume_scheme="https"
    )
    note = PersonText(
        label="Note",
        required=False,
        max_length=2000,
        rows=3,
        help_text="Horaires, ce qu’on y fait, par qui passer",
    )

    field_order = ("name", "kind", "phone", "email", "web", "postcode", "commune", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["country"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["country"] = "FR"
        return super().clean()

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not normalise_phone(phone):
            raise forms.ValidationError("Ce numéro est incomplet ou comporte une erreur.")
        return phone

    @staticmethod
    def values_of(row: Organisation) -> dict[str, Any]:
        code = Postcode.objects.filter(commune=row.commune_id).values_list("code", flat=True)
        return {
            "name": row.name,
            "kind": row.kind,
            "phone": row.phone_words if row.phone else "",
            "email": row.email,
            "web": row.web,
            "note": row.note,
            "commune": row.commune_id or "",
            "postcode": (code.first() or "") if row.commune_id else "",
        }

    def answers(self) -> dict[str, Any]:
        names = ("name", "kind", "phone", "email", "web", "commune", "note")
        return {name: self.cleaned_data[name] for name in names}


class ListForm(forms.Form):
    q = forms.CharField(
        label="Nom",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="Nature", required=False, choices=[("", "toutes"), *OrganisationKind.choices]
    )
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class RoleForm(CarefulForm):
    """What links somebody to an organisation."""

    careful_fields = ("title",)

    kind = forms.ChoiceField(label="Cette personne", choices=RoleKind.choices)
    title = forms.CharField(label="Fonction", required=False, max_length=120)
    starts_on = forms.DateField(
        label="Depuis le", required=False, widget=DAY, help_text="Aujourd’hui, sans autre date."
    )
    primary = forms.BooleanField(label="Lien principal de cette personne", required=False)

    def clean_kind(self) -> RoleKind:
        return RoleKind(self.cleaned_data["kind"])

    def answers(self) -> dict[str, Any]:
        names = ("kind", "title", "starts_on", "primary")
        return {name: self.cleaned_data[name] for name in names}


class OrganisationOfForm(RoleForm):
    """From the file of somebody: which organisation, by a fragment of its name."""

    organisation = forms.CharField(
        label="Organisation", max_length=160, help_text="Un fragment du nom suffit."
    )

    field_order = ("organisation", "kind", "title", "starts_on", "primary")

    def clean_organisation(self) -> Organisation:
        typed: str = self.cleaned_data["organisation"]
        known = Organisation.objects.select_related("commune")
        found = known.matching(typed) if name_key(typed) else known.none()
        return the_only(found, typed, lambda row: _placed(str(row), row.commune))


class PersonOfForm(RoleForm):
    """From the sheet of an organisation: who, by name, file number or telephone."""

    person = forms.CharField(
        label="Personne", max_length=80, help_text="Un fragment du nom, ou le n° de dossier."
    )

    field_order = ("person", "kind", "title", "starts_on", "primary")

    def clean_person(self) -> Person:
        typed: str = self.cleaned_data["person"]
        found = people_matching(typed).select_related("commune")
        return the_only(found, typed, lambda row: f"{row}, n° {row.file_number}")


class EndForm(forms.Form):
    on = forms.DateField(
        label="Terminé le", required=False, widget=DAY, help_text="Aujourd’hui, sans autre date."
    )


def _placed(name: str, commune: object) -> str:
    return f"{name} ({commune})" if commune else name


def the_only(rows: QuerySet[Any], typed: str, told: Any) -> Any:
    """Return the one row that answers to what was typed, else say which ones nearly do."""
    found = list(rows[: NAMED_AT_MOST + 1])
    exact = [row for row in found if str(row).casefold() == typed.strip().casefold()]
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0]
    if not found:
        raise forms.ValidationError("Rien ne répond à ces mots : vérifiez, ou ajoutez d’abord.")
    named = " ; ".join(told(row) for row in found[:NAMED_AT_MOST])
    more = ", entre autres" if len(found) > NAMED_AT_MOST else ""
    raise forms.ValidationError(f"Précisez : {named}{more}.")
