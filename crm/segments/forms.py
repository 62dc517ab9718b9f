"""What is typed about segments and lists. Services decide and write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from crm.people.form_fields import LineField

from .models import Sharing
from .services import SHARE

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class SegmentForm(forms.Form):
    """How a segment is called and who else finds it."""

    name = LineField(
        "Nom du segment",
        "Donnez un nom à ce segment.",
        most=80,
        hint="Ce qui réunit ces personnes : Familles à la recherche d’un logement.",
    )
    sharing = forms.ChoiceField(
        label="Qui le trouve dans sa liste",
        widget=forms.RadioSelect,
        error_messages={"required": "Dites qui le trouve dans sa liste."},
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [Sharing.OWN, Sharing.TEAM]
        if user.has_perm(SHARE):
            offered.append(Sharing.COMMUNICATION)
        choices = [(one.value, one.label) for one in offered]
        self.fields["sharing"].choices = choices  # type: ignore[attr-defined]
