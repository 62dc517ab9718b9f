"""Fields as public forms need them: French sentences, helps for telephones and screen readers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator

from .contacts import normalise_phone


class LineField(forms.CharField):
    """One line of text; runs of spaces, line ends and invisible control characters become one space."""

    def __init__(
        self,
        label: str,
        missing: str = "",
        *,
        most: int,
        hint: str = "",
        widget: type[forms.widgets.Input] = forms.TextInput,
        **attrs: str,
    ) -> None:
        """`missing` is what to say when it is left empty; without it the field is optional."""
        super().__init__(
            label=label,
            required=bool(missing),
            max_length=most,
            help_text=hint,
            widget=widget(attrs=attrs),
            error_messages={
                "required": missing,
                "max_length": f"C’est trop long\u00a0: {most} caractères au plus.",
            },
        )

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class PhoneField(LineField):
    """A telephone number, as people write it."""

    def __init__(self, label: str, missing: str = "", *, hint: str = "") -> None:
        super().__init__(
            label, missing, most=30, hint=hint, widget=forms.TelInput, autocomplete="tel"
        )

    def clean(self, value: Any) -> str:
        number: str = super().clean(value)
        if number and not normalise_phone(number):
            raise forms.ValidationError(
                "Ce numéro est incomplet. Par exemple\u00a0: 06 39 98 01 42, ou +32 2 555 12 12."
            )
        return number


class LongTextField(forms.CharField):
    """A few sentences. Too long is said and kept: `maxlength` would cut a pasted text silently."""

    def __init__(
        self, label: str, missing: str = "", *, most: int, hint: str = "", rows: int = 6
    ) -> None:
        too_long = (
            f"Ce texte compte %(show_value)s caractères\u00a0: "
            f"gardez-en l’essentiel, {most} au plus. Nous parlerons du reste."
        )
        super().__init__(
            label=label,
            required=bool(missing),
            help_text=hint,
            widget=forms.Textarea(attrs={"rows": rows}),
            validators=[MaxLengthValidator(most, too_long)],
            error_messages={"required": missing},
        )


class NumberField(forms.IntegerField):
    """An optional whole number, typed as text: a spinner helps nobody to tell a year."""

    def __init__(self, label: str, sentence: str, *, digits: int, hint: str = "", **attrs: str):
        """`sentence` answers what is no number, or out of the bounds that `between` sets."""
        self.sentence = sentence
        super().__init__(
            label=label,
            required=False,
            help_text=hint,
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "maxlength": str(digits)} | attrs
            ),
            error_messages={"invalid": sentence},
        )

    def between(self, least: int, most: int) -> None:
        self.validators = [
            *self.validators,
            MinValueValidator(least, self.sentence),
            MaxValueValidator(most, self.sentence),
        ]
