from __future__ import annotations

from django import forms

from crm.consents.models import EVERYTHING, SuppressionReason

from .audiences import AUDIENCES

# What a server said is written by the return of a letter, what a reader said by their own link.
SAID_TO_US = [SuppressionReason.OBJECTION, SuppressionReason.COMPLAINT]


class StopForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi l’arrêter",
        max_length=240,
        help_text="Gardé au journal. Ce qui attend encore ne partira jamais.",
        error_messages={"required": "Dites pourquoi cet envoi s’arrête."},
    )


class AddressForm(forms.Form):
    """An address to look for. It is typed, never listed: only its trace is kept."""

    address = forms.EmailField(
        label="Adresse électronique",
        error_messages={
            "required": "Écrivez l’adresse.",
            "invalid": "Cette adresse n’est pas complète\N{NO-BREAK SPACE}: elle s’écrit nom@exemple.fr.",
        },
    )

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).strip().casefold()


def scopes() -> list[tuple[str, str]]:
    """Everything first, then each public."""
    each = [
        (code, public.label[:1].upper() + public.label[1:]) for code, public in AUDIENCES.items()
    ]
    return [(EVERYTHING, "Tout envoi en nombre"), *each]


class SuppressForm(AddressForm):
    scope = forms.ChoiceField(label="Ne plus rien lui envoyer de")
    reason = forms.ChoiceField(
        label="Ce qu’elle nous a dit",
        choices=[(one.value, one.label.capitalize()) for one in SAID_TO_US],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["scope"].choices = scopes()  # type: ignore[attr-defined]


class LiftForm(AddressForm):
    scope = forms.ChoiceField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["scope"].choices = scopes()  # type: ignore[attr-defined]
