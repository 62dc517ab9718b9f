"""What brought somebody, as an advisor says it: a kind, the item when it is known, their own words."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.journeys.models import Acquisition, AcquisitionKind
from crm.journeys.sources import ITEMS, NOT_THAT_KIND, Source
from crm.leaflets.models import LeafletBatch
from crm.registers.careful import PersonText
from editorial.typography import french
from forum.models import Edition
from news.models import Coverage

# Somebody who calls speaks of what they read lately; an older article is in the press review.
ARTICLES_OFFERED = 40


class SourceFields(forms.Form):
    source = forms.ChoiceField(
        label="Venue par",
        choices=[("", "—"), *AcquisitionKind.choices],
        error_messages={"required": "Demandez ce qui l’a amenée : c’est ce qui se mesure."},
    )
    coverage: forms.ModelChoiceField[Coverage] = forms.ModelChoiceField(
        None, label="Article", required=False, empty_label="—",
        help_text="Si elle cite un article, le plus récent est le premier.",
    )  # fmt: skip
    edition: forms.ModelChoiceField[Edition] = forms.ModelChoiceField(
        None, label="Édition du Forum", required=False, empty_label="—"
    )
    leaflet_batch: forms.ModelChoiceField[LeafletBatch] = forms.ModelChoiceField(
        None, label="Tirage du dépliant", required=False, empty_label="—"
    )
    declared_text = forms.CharField(
        label="En ses mots", required=False, max_length=240, widget=forms.TextInput()
    )

    def offer_items(self, source: Acquisition | None = None) -> None:
        """Fill the lists: the latest articles, and the one that is already noted."""
        latest = Coverage.objects.newest_first().values_list("pk", flat=True)[:ARTICLES_OFFERED]
        known = [source.coverage_id] if source and source.coverage_id else []
        chosen = self.initial.get("coverage")
        known += [getattr(chosen, "pk", chosen)] if chosen else []
        articles = Coverage.objects.filter(pk__in=[*latest, *known]).newest_first()
        for name, rows in {
            "coverage": articles,
            "edition": Edition.objects.all(),
            "leaflet_batch": LeafletBatch.objects.all(),
        }.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["coverage"].label_from_instance = dated  # type: ignore[attr-defined]
        self.fields["leaflet_batch"].label_from_instance = named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        for name, kind in ITEMS.items():
            if answers.get(name) and answers.get("source") and answers["source"] != kind:
                self.add_error(name, NOT_THAT_KIND[name])
        return answers

    def told_source(self, page: str = "", code: str = "") -> Source:
        told = self.cleaned_data
        return Source(
            AcquisitionKind(told["source"]),
            told["declared_text"],
            page=page,
            code=code,
            **{name: told[name] for name in ITEMS},
        )


def dated(article: Coverage) -> str:
    return french(f"{article.published_on:%d/%m/%Y}, {article}")


def named(batch: LeafletBatch) -> str:
    return french(str(batch))


class SourceForm(SourceFields):
    """The source of a journey, from its file."""

    reason = PersonText(
        label="Pourquoi cette correction", required=False, max_length=240, rows=2,
        help_text="Ce qui était noté reste au journal.",
    )  # fmt: skip

    def __init__(self, *args: Any, source: Acquisition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if source is not None:
            known: dict[str, Any] = {"source": source.kind, "declared_text": source.declared_text}
            known |= {name: getattr(source, f"{name}_id") for name in ITEMS}
            self.initial = known | dict(self.initial)
        self.offer_items(source)
