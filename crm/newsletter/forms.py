"""What the public types to receive the newsletter, and agents to take an address off."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.leaflets.origins import CODE
from editorial.signed_forms import SignedForm

from .models import Channel


def mail_field(hint: str = "") -> forms.EmailField:
    return forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text=hint,
        error_messages={
            "required": "Indiquez votre adresse électronique.",
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class SubscribeForm(SignedForm):
    """One address. Where the visitor comes from goes along, when the address of the page says it."""

    email = mail_field("La lettre y arrive. Elle ne sert à rien d’autre.")
    origine = forms.CharField(required=False, widget=forms.HiddenInput)
    depuis = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_origine(self) -> str:
        """A code that is not one is no reason to keep somebody out."""
        code = str(self.cleaned_data["origine"])
        return code if CODE.fullmatch(code) else ""

    def clean_depuis(self) -> Channel:
        return Channel.FOOTER if self.cleaned_data["depuis"] == Channel.FOOTER else Channel.PAGE


BOUNCED = "bounced"


class TakeOffForm(forms.Form):
    """An address to take off, and why."""

    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        error_messages={
            "required": "Écrivez l’adresse à retirer.",
            "invalid": "Cette adresse est incomplète.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.ChoiceField(
        label="Pourquoi",
        choices=[
            ("asked", "La personne l’a demandé"),
            (BOUNCED, "L’adresse ne reçoit plus rien"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites pourquoi cette adresse est retirée."},
    )

    def told(self) -> dict[str, Any]:
        return {"bounced": self.cleaned_data["reason"] == BOUNCED}
