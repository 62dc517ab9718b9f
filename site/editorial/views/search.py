from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from editorial.search import habits
from editorial.search.answer import KIND, MOST, YEAR, Found, answer, everything
from editorial.search.pages import LONGEST
from editorial.site_map import says_its_addresses

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
    """Pages that anybody may read, found by the words asked for and narrowed by what they are."""
    form = SearchForm(request.GET)
    valid = form.is_valid()
    question = form.cleaned_data["q"] if valid else ""
    context: dict[str, Any] = {
        "query": question if valid else request.GET.get("q", "")[:LONGEST],
        "errors": form.errors.get("q", []),
    }
    if question:
        context |= answered(question, request)
    return render(request, "editorial/search.html", context)


def answered(question: str, request: HttpRequest) -> dict[str, Any]:
    readable = everything()
    given = answer(question, readable)
    kind = KIND.asked(given.found, request.GET.get(KIND.name, ""))
    of_kind = KIND.kept(given.found, kind)
    year = YEAR.asked(of_kind, request.GET.get(YEAR.name, ""))
    asked = {"q": question}
    with_kind = asked | ({KIND.name: kind} if kind else {})
    narrowed = with_kind | ({YEAR.name: year} if year else {})
    pages = Paginator(YEAR.kept(of_kind, year), PER_PAGE).get_page(request.GET.get("page"))
    first = pages.number == 1 and narrowed == asked
    if first:
        habits.count(question)
    return {
        "nearest": given.nearest,
        "more": len(given.found) > MOST,
        "pages": pages,
        "results": results(list(pages)),
        "picks": habits.put_forward(question, readable) if first else [],
        "facets": [
            (KIND.title, KIND.choices(given.found, kind, asked)),
            (YEAR.title, YEAR.choices(of_kind, year, with_kind)),
        ],
        "base": f"?{urlencode(narrowed)}&",
    }


def results(found: list[Found]) -> list[Result]:
    pages = addressed(Page.objects.in_bulk([one.pk for one in found]))
    return [
        Result(pages[one.pk], one.kind, pages[one.pk].search_description or one.lead)
        for one in found
        if one.pk in pages
    ]


def addressed(pages: dict[int, Page]) -> dict[int, Page]:
    """The same pages, those whose type says its own addresses being read whole."""
    for model in {page.specific_class for page in pages.values()}:
        if model and says_its_addresses(model):
            own = [pk for pk, page in pages.items() if page.specific_class is model]
            pages |= model._default_manager.in_bulk(own)
    return pages
