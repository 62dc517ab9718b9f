"""What is typed to plan a sending, and to write a list."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from crm.people.form_fields import LineField
from news.models import MediaKind

from ..dispatching import Wanted
from ..lists import ListSheet
from ..models import Beat, PressContact, PressList
from ..release_text import faults

HOUR = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class NamedContacts(forms.ModelMultipleChoiceField):
    """Journalists by name and medium, in one query."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.organisation}" if obj.organisation_id else str(obj)


def contacts(label: str, hint: str = "") -> NamedContacts:
    return NamedContacts(
        PressContact.objects.select_related("organisation"),
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
    )


class DispatchForm(forms.Form):
    """To whom a release goes, and with which word. `early` is asked for a release under embargo."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    lists = forms.ModelMultipleChoiceField(
        PressList.objects.all(),
        label="Listes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    beats = forms.ModelMultipleChoiceField(
        Beat.objects.all(), label="Rubriques", required=False, widget=forms.CheckboxSelectMultiple
    )
    contacts = contacts("Et ces contacts")
    word = forms.CharField(
        label="Mot d’accompagnement",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Avant le communiqué. {prenom}, {nom} et {civilite} y prennent le nom de chacun.",
    )
    send_after = forms.DateTimeField(
        label="Pas avant le",
        required=False,
        widget=HOUR,
        help_text="Sans heure\u00a0: dès que le communiqué est paru.",
    )
    early = forms.BooleanField(
        label="Envoyer sous embargo, avant l’heure",
        required=False,
        help_text="Aux seuls contacts qui se sont engagés à le respecter\u00a0; le courrier porte "
        "SOUS EMBARGO et l’heure.",
    )

    def __init__(self, *args: Any, held: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not held:
            del self.fields["early"]
        if not self.is_bound:
            self.initial.setdefault("key", uuid.uuid4())

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"]
        if found := faults(word):
            raise forms.ValidationError(found)
        return word

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not any(told.get(name) for name in ("lists", "beats", "contacts")):
            self.add_error("lists", "Choisissez au moins une liste, une rubrique ou un contact.")
        return told

    def clean_send_after(self) -> Any:
        """An hour that is past asks for nothing more."""
        when = self.cleaned_data["send_after"]
        return when if when and when > timezone.now() else None

    def wanted(self) -> Wanted:
        told = self.cleaned_data
        return Wanted(
            lists=list(told["lists"]),
            beats=list(told["beats"]),
            contacts=list(told["contacts"]),
            word=told["word"],
            early=told.get("early", False),
            send_after=told["send_after"],
            key=told["key"],
        )


class ToForm(forms.Form):
    """Where a test goes."""

    to = forms.EmailField(label="Adresse", max_length=254)


class ListForm(forms.Form):
    """A list: those of some beats, of a kind of medium, and those who are chosen."""

    name = LineField("Nom", "Une liste a un nom.", most=80)
    purpose = LineField("À quoi elle sert", most=200)
    beats = forms.ModelMultipleChoiceField(
        Beat.objects.all(),
        label="Toutes les personnes de ces rubriques",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="La liste se tient à jour d’elle-même.",
    )
    media_kind = forms.ChoiceField(
        label="Seulement celles de cette nature de média",
        required=False,
        choices=[("", "toutes"), *MediaKind.choices],
        help_text="Sans rubrique cochée, toutes les personnes de ces médias.",
    )
    contacts = contacts("Et ces contacts, un à un")

    def sheet(self) -> ListSheet:
        told = self.cleaned_data
        return ListSheet(
            told["name"], told["purpose"], told["media_kind"],
            list(told["beats"]), list(told["contacts"]),
        )  # fmt: skip

    @staticmethod
    def values_of(row: PressList) -> dict[str, Any]:
        return {
            "name": row.name,
            "purpose": row.purpose,
            "media_kind": row.media_kind,
            "beats": list(row.beats.all()),
            "contacts": list(row.contacts.all()),
        }


class BeatForm(forms.Form):
    name = LineField("Nom", "Une rubrique a un nom.", most=60)
