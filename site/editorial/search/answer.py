"""The answer to one question: pages, the facets that narrow them, and what editors put forward."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import DateField, F, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.text import slugify
from wagtail.models import Page

from editorial.facets import FacetLink
from editorial.models import BasePage
from editorial.models.visibility import visible
from editorial.search.nearest import nearest_question
from editorial.search.pages import search_pages

# Nobody reads further; what is beyond is counted as « plus de ».
MOST = 500
NO_DATE = Cast(Value(None), DateField())


@dataclass(frozen=True)
class Found:
    """A page that answers. facet: what it is filed under; kind: what it is; year: None when undated."""

    pk: int
    facet: str
    kind: str
    lead: str
    year: int | None


@dataclass(frozen=True)
class Answer:
    """What is found for a question; `nearest` is the other question that was answered, if any."""

    found: list[Found]
    nearest: str = ""


def everything() -> QuerySet[Page]:
    """All that anybody may read."""
    pages: QuerySet[Page] = visible(Page.objects.filter(depth__gt=1))
    return pages


def answer(question: str, pages: QuerySet[Page]) -> Answer:
    """The pages that hold every word; failing that, those nearest to what may have been meant."""
    exact = told(search_pages(pages, question))
    if exact:
        return Answer(exact)
    other = nearest_question(question, pages)
    near = told(search_pages(pages, other)) or told(search_pages(pages, other, every_word=False))
    return Answer(near, other)


def told(pages: QuerySet[Page]) -> list[Found]:
    """What is shown of each page, in order: one query for the search, one for whatever types it found."""
    rows = list(pages.values_list("pk", "content_type_id")[: MOST + 1])
    models = {pk: model_of(type_id) for pk, type_id in rows}
    details = details_of(models)
    return [
        Found(
            pk, facet_of(model), getattr(model, "result_kind", "Page"), *details.get(pk, ("", None))
        )
        for pk, model in models.items()
    ]


def model_of(type_id: int) -> type[Model]:
    return ContentType.objects.get_for_id(type_id).model_class() or Page


def facet_of(model: type[Model]) -> str:
    """What a page type says of itself, else the name of its room."""
    config = apps.get_app_config(model._meta.app_label)
    said = getattr(model, "facet", "") or getattr(config, "facet", "") or config.verbose_name
    return str(said)


def details_of(models: dict[int, type[Model]]) -> dict[int, tuple[str, int | None]]:
    """The lead and the year of pages, in one query."""
    rows = [
        details_query(model, [pk for pk, other in models.items() if other is model])
        for model in sorted(set(models.values()), key=lambda model: model._meta.label)
        if issubclass(model, BasePage)
    ]
    found: Iterable[tuple[int, str, date | None]] = rows[0].union(*rows[1:]) if rows else ()
    return {pk: (lead, on.year if on else None) for pk, lead, on in found}


def details_query(model: type[BasePage], pks: list[int]) -> QuerySet[Any, Any]:
    dated = Cast(F(model.dated_by), DateField()) if model.dated_by else NO_DATE
    rows = model._default_manager.filter(pk__in=pks).order_by()
    return rows.annotate(told_on=dated).values_list("pk", "lead", "told_on")


@dataclass(frozen=True)
class Facet:
    """A way to narrow a search. name: its parameter; what it does not know is ignored."""

    name: str
    title: str
    value: Callable[[Found], str]

    def asked(self, found: list[Found], wanted: str) -> str:
        return wanted if any(slugify(self.value(one)) == wanted for one in found) else ""

    def kept(self, found: list[Found], wanted: str) -> list[Found]:
        return [one for one in found if not wanted or slugify(self.value(one)) == wanted]

    def choices(self, found: list[Found], wanted: str, others: dict[str, str]) -> list[FacetLink]:
        counts = Counter(self.value(one) for one in found if self.value(one))
        every = FacetLink("Tout", len(found), f"?{urlencode(others)}", not wanted)
        values = sorted(counts, key=self.order(counts))
        return [every] + [
            FacetLink(
                value,
                counts[value],
                f"?{urlencode(others | {self.name: slugify(value)})}",
                slugify(value) == wanted,
            )
            for value in values
        ]

    def order(self, counts: Counter[str]) -> Callable[[str], tuple[int, str]]:
        return lambda value: (-int(value) if value.isdigit() else -counts[value], value)


KIND = Facet("rubrique", "Rubrique", lambda one: one.facet)
YEAR = Facet("annee", "Année", lambda one: str(one.year or ""))
