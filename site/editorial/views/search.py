from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from editorial.models import BasePage
from editorial.models.visibility import visible
from editorial.search import LONGEST, search_pages

PER_PAGE = 10


class SearchForm(forms.Form):
    q = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": f"Cherchez avec {LONGEST} signes au plus."},
    )


@dataclass(frozen=True)
class Result:
    """A page found: what it is, and a sentence about it."""

    page: Page
    kind: str
    text: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages that anybody may read, found by the words asked for."""
    form = SearchForm(request.GET)
    valid = form.is_valid()
    query = form.cleaned_data["q"] if valid else ""
    pages = found(query, request.GET.get("page")) if query else None
    context = {
        "query": query if valid else request.GET.get("q", "")[:LONGEST].replace("\0", ""),
        "errors": form.errors.get("q", []),
        "pages": pages,
        "results": told(list(pages)) if pages else [],
        "base": f"?{urlencode({'q': query})}&",
    }
    return render(request, "editorial/search.html", context)


def found(query: str, number: Any) -> ListPage[Page]:
    pages = visible(Page.objects.filter(depth__gt=1))
    return Paginator(search_pages(pages, query), PER_PAGE).get_page(number)


def told(pages: list[Page]) -> list[Result]:
    """Say of each page what it is and what it brings; one query, whatever the types found."""
    models = {page.pk: model_of(page) for page in pages}
    leads = leads_of(models)
    return [
        Result(
            page,
            getattr(models[page.pk], "result_kind", "Page"),
            page.search_description or leads.get(page.pk, ""),
        )
        for page in pages
    ]


def model_of(page: Page) -> type[Model]:
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return model or Page


def leads_of(models: dict[int, type[Model]]) -> dict[int, str]:
    rows: list[QuerySet[Any, Any]] = [
        model._default_manager.filter(pk__in=models).order_by().values_list("pk", "lead")
        for model in sorted(set(models.values()), key=lambda model: model._meta.label)
        if issubclass(model, BasePage)
    ]
    return dict(rows[0].union(*rows[1:])) if rows else {}
