from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

PER_PAGE = 10
LONGEST = 100


class SearchForm(forms.Form):
    q = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": f"Cherchez avec {LONGEST} signes au plus."},
    )


@dataclass(frozen=True)
class Result:
    """A page found. `kind` says what it is, as its model is called."""

    page: Page
    kind: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages that anybody may read, found by the words asked for."""
    form = SearchForm(request.GET)
    valid = form.is_valid()
    query = form.cleaned_data["q"] if valid else ""
    pages = found(query, request.GET.get("page")) if query else None
    context = {
        "query": query or request.GET.get("q", "")[:LONGEST].replace("\0", ""),
        "errors": form.errors.get("q", []),
        "pages": pages,
        "results": [Result(page, kind_of(page)) for page in pages] if pages else [],
        "base": f"?{urlencode({'q': query})}&",
    }
    return render(request, "editorial/search.html", context)


def found(query: str, number: Any) -> ListPage[Page]:
    pages = Page.objects.live().public().filter(depth__gt=1)
    return Paginator(pages.search(query, operator="and"), PER_PAGE).get_page(number)


def kind_of(page: Page) -> str:
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return str(model._meta.verbose_name) if model else ""
