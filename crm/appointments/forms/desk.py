"""What is typed at the desk of appointments. Services decide and write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from crm.appointments import codes
from crm.appointments.letters import when
from crm.appointments.models import AppointmentState, Audience, Place, Reason
from crm.appointments.wall import moment
from crm.registers.careful import CarefulForm, PersonText

from .fields import (
    NOT_A_CHOICE,
    FileField,
    advisor_field,
    check_near,
    day_field,
    hour_field,
    offer_people,
    people_field,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User


HELD = [
    (AppointmentState.SEEN.value, "Tenu"),
    (AppointmentState.NO_SHOW.value, "Personne n’est venu"),
]
CALLED_OFF = [
    (AppointmentState.BY_PERSON.value, "Annulé par la personne"),
    (AppointmentState.BY_SERVICE.value, "Annulé par l’équipe"),
]


class WishForm(forms.Form):
    """Why, how and with whom: the hours follow."""

    motif: forms.ModelChoiceField[Reason] = forms.ModelChoiceField(
        Reason.objects.none(), label="Motif", empty_label=None, error_messages=NOT_A_CHOICE
    )
    comment = forms.ChoiceField(
        label="Comment", choices=[(one.value, one.label.capitalize()) for one in Place],
        error_messages=NOT_A_CHOICE,
    )  # fmt: skip
    conseiller = advisor_field("Avec")

    def __init__(self, *args: Any, advisors: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motif"].queryset = Reason.objects.in_service().single()  # type: ignore[attr-defined]
        offer_people(self.fields["conseiller"], advisors)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        reason, place = told.get("motif"), told.get("comment")
        if reason and place and place not in reason.places:
            ways = ", ".join(one.label for one in reason.places)
            self.add_error("comment", f"Pour ce motif : {ways}.")
        return told


class HourForm(forms.Form):
    """One of the free hours, or another one that is typed."""

    slot = forms.ChoiceField(
        label="Une heure libre", required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Cette heure n’est plus libre : choisissez-en une autre."},
    )  # fmt: skip
    day = day_field("Ou un autre jour", required=False)
    hour = hour_field("À", required=False)

    def __init__(self, *args: Any, offered: Sequence[datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = [(codes.written(at), when(at)) for at in offered]  # type: ignore[attr-defined]

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day:
            check_near(day)
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        day, hour = told.get("day"), told.get("hour")
        if self.errors:
            return told
        if day and hour:
            told["starts_at"] = moment(datetime.combine(day, hour))
            if told["starts_at"] is None:
                self.add_error(
                    "hour", "Cette nuit-là, cette heure n’existe pas ou revient deux fois."
                )
        elif day or hour:
            self.add_error("hour" if day else "day", "Indiquez le jour et l’heure.")
        elif told.get("slot"):
            told["starts_at"] = codes.read(told["slot"])
        else:
            self.add_error("day", "Choisissez une heure libre, ou écrivez le jour et l’heure.")
        return told

    @property
    def is_by_hand(self) -> bool:
        return bool(self.cleaned_data.get("day"))


class BookForm(HourForm):
    """For somebody of a file."""

    where = forms.CharField(
        label="Adresse du rendez-vous", required=False, max_length=200,
        help_text="À domicile, ou ailleurs que dans nos bureaux.",
    )  # fmt: skip
    adults = people_field("Adultes", 1, 1)
    children = people_field("Enfants", 0, 0)


class AttachForm(forms.Form):
    dossier = FileField()


class SeatForm(forms.Form):
    """A household of a file, at a collective appointment."""

    dossier = FileField()
    adults = people_field("Adultes", 1, 1)
    children = people_field("Enfants", 0, 0)


class OutcomeForm(CarefulForm):
    """How it went, household by household."""

    careful_fields = ("note",)

    outcome = forms.ChoiceField(
        label="Comment cela s’est passé",
        choices=[*HELD, *CALLED_OFF],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une des réponses."} | NOT_A_CHOICE,
    )
    note = PersonText(
        label="En quelques mots",
        required=False,
        max_length=2000,
        rows=3,
        help_text="Si l’équipe annule, ces mots partent dans le courriel",
    )

    def __init__(self, *args: Any, begun: bool, **kwargs: Any) -> None:
        """Before its hour, an appointment can only be called off."""
        super().__init__(*args, **kwargs)
        if not begun:
            self.fields["outcome"].label = "Qui annule\u202f?"
            self.fields["outcome"].choices = CALLED_OFF  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    reason = PersonText(
        label="Pourquoi",
        max_length=240,
        help_text="Ces mots partent dans le courriel qui l’annonce.",
        error_messages={"required": "Dites pourquoi ce rendez-vous est annulé."},
    )


class GroupForm(forms.Form):
    """The date of a collective appointment."""

    reason: forms.ModelChoiceField[Reason] = forms.ModelChoiceField(
        Reason.objects.none(), label="Motif", empty_label=None, error_messages=NOT_A_CHOICE
    )
    advisor = advisor_field("Animé par")
    day = day_field("Jour")
    hour = hour_field("À")
    place = forms.ChoiceField(
        label="Comment",
        choices=[(one.value, one.label.capitalize()) for one in (Place.OFFICE, Place.VIDEO)],
        error_messages=NOT_A_CHOICE,
    )
    where = forms.CharField(label="Lieu", required=False, max_length=200)
    seats = forms.IntegerField(
        label="Foyers accueillis", min_value=2, max_value=200, required=False,
        help_text="Sans réponse\u00a0: ce que dit le motif.",
    )  # fmt: skip

    def __init__(self, *args: Any, advisors: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = Reason.objects.in_service().collective()  # type: ignore[attr-defined]
        offer_people(self.fields["advisor"], advisors)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        check_near(day)
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("day") and told.get("hour"):
            told["starts_at"] = moment(datetime.combine(told["day"], told["hour"]))
            if told["starts_at"] is None:
                self.add_error(
                    "hour", "Cette nuit-là, cette heure n’existe pas ou revient deux fois."
                )
        return told


class InviteForm(forms.Form):
    reason: forms.ModelChoiceField[Reason] = forms.ModelChoiceField(
        Reason.objects.none(), label="Motif", empty_label=None, error_messages=NOT_A_CHOICE
    )
    advisors: forms.ModelMultipleChoiceField[User] = forms.ModelMultipleChoiceField(
        None,
        label="Aux heures de",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins un conseiller."} | NOT_A_CHOICE,
    )
    place = forms.ChoiceField(
        label="Comment",
        required=False,
        choices=[("", "La personne choisit"), *[(p.value, p.label.capitalize()) for p in Place]],
        error_messages=NOT_A_CHOICE,
    )
    until = day_field("À choisir jusqu’au")
    words = forms.CharField(
        label="Quelques mots", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text="Ils partent dans le courriel.",
    )  # fmt: skip

    def __init__(self, *args: Any, advisors: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Reason.objects.in_service().single().exclude(audience=Audience.DESK)
        self.fields["reason"].queryset = rows  # type: ignore[attr-defined]
        offer_people(self.fields["advisors"], advisors)

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        check_near(day)
        return day


def moments_of(slots: Iterable[Any], most: int) -> list[datetime]:
    return sorted({slot.starts_at for slot in slots})[:most]
