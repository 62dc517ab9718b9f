"""Which report, and of which day or publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from editorial.dates import day

from .forms import DayField
from .models import IndicatorSnapshot
from .reports.contents import KINDS, Report, counted, published

NOW = "compte"


class ReportForm(forms.Form):
    """`source`: a publication by its number, or counted now on the day chosen."""

    rapport = forms.ChoiceField(
        label="Rapport", choices=[(kind.slug, kind.title) for kind in KINDS.values()]
    )
    source = forms.ChoiceField(label="D’après")
    au = DayField("Au", required=False)

    def __init__(self, data: QueryDict) -> None:
        self.publications = {str(one.pk): one for one in IndicatorSnapshot.objects.published()[:24]}
        usual = {
            "rapport": next(iter(KINDS)),
            "source": next(iter(self.publications), NOW),
            "au": timezone.localdate().isoformat(),
        }
        given = {name: data[name] for name in usual if data.get(name)}
        super().__init__(usual | given)
        source = self.fields["source"]
        assert isinstance(source, forms.ChoiceField)  # noqa: S101  # nosec B101 # as written above
        source.choices = [
            *((pk, f"la publication du {day(one.as_of)}") for pk, one in self.publications.items()),
            (NOW, "un compte fait maintenant, à la date choisie"),
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("source") == NOW and not told.get("au") and "au" not in self.errors:
            self.add_error("au", "Indiquez une date.")
        return told

    def report(self) -> Report:
        kind = KINDS[self.cleaned_data["rapport"]]
        snapshot = self.publications.get(self.cleaned_data["source"])
        return published(kind, snapshot) if snapshot else counted(kind, self.cleaned_data["au"])

    @property
    def query(self) -> dict[str, str]:
        told = {name: str(self.data[name]) for name in ("rapport", "source", "au")}
        if told["source"] != NOW:
            del told["au"]
        return told
