"""What is typed of ranges and absences."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms

from crm.appointments.models import OpeningRange, Reason
from crm.appointments.wall import moment
from crm.people.forms import DAY
from telecentre.models import Site

from .fields import HOUR, check_near, day_field, hour_field

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class RangeForm(forms.ModelForm):
    reasons: forms.ModelMultipleChoiceField[Reason] = forms.ModelMultipleChoiceField(
        Reason.objects.none(),
        label="Pour quels motifs",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins un motif."},
    )

    class Meta:
        model = OpeningRange
        fields = (
            "weekday", "date", "starts", "ends", "reasons", "place", "site", "valid_from",
            "valid_until",
        )  # fmt: skip
        widgets = {
            "date": DAY, "valid_from": DAY, "valid_until": DAY, "starts": HOUR, "ends": HOUR,
        }  # fmt: skip
        labels = {"weekday": "Chaque semaine, le", "date": "Ou un seul jour, le"}

    def __init__(self, *args: Any, advisor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.advisor = advisor
        self.fields["reasons"].queryset = Reason.objects.in_service().single()  # type: ignore[attr-defined]
        self.fields["site"].queryset = Site.objects.all()  # type: ignore[attr-defined]

    def clean_date(self) -> date | None:
        day: date | None = self.cleaned_data["date"]
        if day:
            check_near(day)
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("starts", "ends"):
            hour = told.get(name)
            if hour and (hour.minute % 15 or hour.second):
                self.add_error(name, "Les plages vont d’un quart d’heure à un autre.")
        return told


class CloseRangeForm(forms.Form):
    last_day = day_field("Dernier jour")

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        check_near(day)
        return day


class AbsenceForm(forms.Form):
    """Whole days, or hours."""

    from_day = day_field("Du")
    from_hour = hour_field("À", required=False)
    to_day = day_field("Au", hint="Compris, sans heure.")
    to_hour = hour_field("Jusqu’à", required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("from_day", "to_day"):
            if told.get(name):
                try:
                    check_near(told[name])
                except forms.ValidationError as error:
                    self.add_error(name, error)
        if self.errors:
            return told
        start = datetime.combine(told["from_day"], told["from_hour"] or datetime.min.time())
        end = datetime.combine(told["to_day"], told["to_hour"] or datetime.max.time())
        if not told["to_hour"]:
            end = end.replace(hour=23, minute=59, second=59, microsecond=0)
        told["starts_at"], told["ends_at"] = moment(start), moment(end)
        if told["starts_at"] is None or told["ends_at"] is None:
            self.add_error(
                "from_hour", "Cette nuit-là, cette heure n’existe pas ou revient deux fois."
            )
        elif told["ends_at"] <= told["starts_at"]:
            self.add_error("to_day", "La fin de l’absence suit son début.")
        return told


class VideoForm(forms.Form):
    video_link = forms.URLField(
        label="Lien de visioconférence",
        required=False,
        assume_scheme="https",
        max_length=200,
        help_text="L’adresse de votre salle\u00a0: elle part dans les confirmations.",
        error_messages={
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: https://visio.example.org/salle"
        },
    )
