"""What is typed about statements."""

from __future__ import annotations

from django import forms

from crm.registers.careful import PersonText


class CancelForm(forms.Form):
    reason = PersonText(
        label="Motif",
        max_length=240,
        error_messages={"required": "Indiquez pourquoi ce relevé est annulé."},
    )
