"""What is typed about needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from crm.journeys.team import called, team
from crm.people.forms import DAY
from crm.people.models import Household, HouseholdMember
from crm.registers.careful import CarefulForm, PersonText

from .models import NEED_PATHS, Need, NeedKind, NeedState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WHOLE = "tout le foyer"


class Around:
    """Who may need something and who may look after it, read once for all the forms of a file."""

    def __init__(self, household: Household | None) -> None:
        rows = HouseholdMember.objects.filter(household=household, ends_on__isnull=True)
        self.members: dict[str, HouseholdMember] = {
            str(row.pk): row for row in (rows.select_related("person") if household else [])
        }
        self.colleagues: dict[str, User] = {str(user.pk): user for user in team()}


class NeedForm(CarefulForm):
    """A need: whose it is, what, and before when."""

    careful_fields = ("text",)

    kind = forms.ChoiceField(label="Nature", choices=NeedKind.choices)
    member = forms.ChoiceField(label="Pour", required=False)
    text = PersonText(label="Besoin", max_length=500, rows=2)
    since = forms.DateField(
        label="Depuis le", required=False, widget=DAY, help_text="Aujourd’hui, sans autre date."
    )
    due_on = forms.DateField(label="À satisfaire avant le", required=False, widget=DAY)
    owner = forms.ChoiceField(label="Suivi par", required=False)

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.around = around
        members = [(key, str(row)) for key, row in around.members.items()]
        colleagues = [(key, called(user)) for key, user in around.colleagues.items()]
        self.fields["member"].choices = [("", WHOLE), *members]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", "personne en particulier"), *colleagues]  # type: ignore[attr-defined]

    def clean_member(self) -> HouseholdMember | None:
        return self.around.members.get(self.cleaned_data["member"])

    def clean_owner(self) -> User | None:
        return self.around.colleagues.get(self.cleaned_data["owner"])

    def clean_kind(self) -> NeedKind:
        return NeedKind(self.cleaned_data["kind"])

    @staticmethod
    def values_of(need: Need) -> dict[str, Any]:
        return {
            "kind": need.kind,
            "member": str(need.member_id or ""),
            "text": need.text,
            "since": need.since,
            "due_on": need.due_on,
            "owner": str(need.owner_id or ""),
        }

    def answers(self) -> dict[str, Any]:
        """The arguments of the doors; a day left empty is left alone."""
        names = ("kind", "member", "text", "since", "due_on", "owner")
        told = {name: self.cleaned_data[name] for name in names}
        if told["since"] is None:
            told.pop("since")
        return told


class NeedMoveForm(forms.Form):
    """Where a need goes from its state."""

    state = forms.TypedChoiceField(label="Ce besoin est désormais", coerce=NeedState)
    reason = PersonText(
        label="Motif", required=False, max_length=240, help_text="Demandé pour un abandon"
    )

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = NEED_PATHS[NeedState(need.state)]
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (state.value, state.label) for state in NeedState if state in ahead
        ]
