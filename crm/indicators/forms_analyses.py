"""Which days an analysis reads, and what else its reader chooses. Kept in the address, so that a tab keeps them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from .analyses.asks import Ask
from .analyses.screens import Choice, Screen
from .analyses.spans import Span
from .forms import EARLIEST, DayField
from .rules import rules

LONGEST = 40  # years


class AnalysisForm(forms.Form):
    """Days for who may read files, whole calendar years for the others: no two readings of theirs share a day."""

    def __init__(self, screen: Screen, data: QueryDict, *, exact: bool) -> None:
        self.screen, self.exact = screen, exact or not screen.people
        self.today = timezone.localdate()
        given = {name: data[name] for name in self._names() if data.get(name)}
        super().__init__(self._usual() | given)
        for name, label in self._days().items():
            self.fields[name] = DayField(label, required=not name.startswith("avec"))
        for name, label in self._years().items():
            self.fields[name] = year_field(label, self.today.year, required=name == "annee")
        for choice in self._choices():
            self.fields[choice.name] = forms.ChoiceField(label=choice.label, choices=choice.choices)

    def _days(self) -> dict[str, str]:
        if not self.exact:
            return {}
        days = {"du": "Du", "au": "Au"}
        if self.screen.dated:
            days["vu"] = "Vu au"
        if self.screen.compares:
            days |= {"avec_du": "Comparé, du", "avec_au": "Comparé, au"}
        return days

    def _years(self) -> dict[str, str]:
        if self.exact or not self.screen.yearly:
            return {}
        return {"annee": "Année"} | ({"avec": "Comparée à"} if self.screen.compares else {})

    def _choices(self) -> list[Choice]:
        return [one for one in self.screen.choices if self.exact or not one.exact]

    def _names(self) -> list[str]:
        return [*self._days(), *self._years(), *(choice.name for choice in self._choices())]

    def _usual(self) -> dict[str, str]:
        usual = {choice.name: choice.choices[0][0] for choice in self._choices()}
        if self._years():
            return usual | {"annee": str(self.today.year)}
        if not self.exact:
            return usual
        days = {"du": self.screen.since(self.today), "au": self.today, "vu": self.today}
        return usual | {name: day.isoformat() for name, day in days.items()}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for first, last in (("du", "au"), ("avec_du", "avec_au")):
            since, until = told.get(first), told.get(last)
            if since and until and since > until:
                self.add_error(last, "La fin précède le début.")
            elif since and until and until.year - since.year > LONGEST:
                self.add_error(last, f"Choisissez une période de {LONGEST} ans au plus.")
        if bool(told.get("avec_du")) != bool(told.get("avec_au")) and not self.errors:
            self.add_error("avec_au", "Pour comparer, donnez les deux dates.")
        if told.get("vu") and told.get("du") and told["vu"] < told["du"]:
            self.add_error("vu", "Cette date précède la période.")
        return told

    def ask(self) -> Ask:
        told = self.cleaned_data
        seen = told.get("vu") or self.today
        choices = {choice.name: choice.choices[0][0] for choice in self.screen.choices}
        choices |= {name: told[name] for name in choices if told.get(name)}
        whole = Span(rules().registered_since, self.today, self.today)
        span, other = whole, None
        if self._years():
            span = Span.of_year(int(told["annee"]), seen)
            other = Span.of_year(int(told["avec"]), seen) if told.get("avec") else None
            # A year beside itself tells nothing.
            other = None if other == span else other
        elif self.exact:
            span = Span(told["du"], told["au"], seen)
            if told.get("avec_du"):
                other = Span(told["avec_du"], told["avec_au"], seen)
        return Ask(span, self.exact, whole, other, choices, today=seen == self.today)

    @property
    def query(self) -> dict[str, str]:
        """What was asked, as an address tells it."""
        return {name: str(value) for name, value in self.data.items() if name in self.fields}


def year_field(label: str, last: int, *, required: bool) -> forms.ChoiceField:
    first = max(rules().registered_since.year, EARLIEST.year)
    years = [(str(year), str(year)) for year in range(last, first - 1, -1)]
    return forms.ChoiceField(
        label=label,
        required=required,
        choices=years if required else [("", "aucune"), *years],
        error_messages={"invalid_choice": "Choisissez une année de la liste."},
    )
