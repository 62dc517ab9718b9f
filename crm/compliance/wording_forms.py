from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from crm.consents.models import Wording

LONGEST = 8000


class VersionForm(forms.Form):
    """The next version of a text, begun from the one before."""

    text = forms.CharField(
        label="Le texte",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text="Une ligne vide entre deux paragraphes. Les deux premiers se lisent sous le formulaire, les autres "
        "en l’ouvrant. {responsable} et {delegue} y deviennent les noms que disent les réglages du site.",
    )
    valid_from = forms.DateField(
        label="À partir du",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Ce jour-là, les formulaires montrent cette version. Ce qui a été envoyé avant garde la sienne.",
    )
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)

    def __init__(self, *args: Any, last: Wording, **options: Any) -> None:
        options["initial"] = {
            "text": last.text,
            "valid_from": timezone.localdate(),
            "read": last.version,
        }
        super().__init__(*args, **options)
