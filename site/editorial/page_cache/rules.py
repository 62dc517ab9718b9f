"""Which requests everybody may have the same answer to, and which answers everybody may be given."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from wagtail.views import serve

View = TypeVar("View", bound=Callable[..., HttpResponse])

# What links of this site ask: « ?theme=formation&annee=2011 ». The rest is rendered, never kept.
QUERY = re.compile(r"(?:[a-z_]{1,20}=[\w.%+-]{0,60}(?:&|$)){0,4}")
NULL = "%00"
HEAVIEST = 500_000


def same_for_everybody(view: View) -> View:
    """Let the answers of a view that is not a page be kept like those of pages. It must read no cookie."""
    view.same_for_everybody = True  # type: ignore[attr-defined]
    return view


def is_plain(request: HttpRequest) -> bool:
    """Whether the query is one of those that pages link to."""
    query = request.META.get("QUERY_STRING", "")
    return bool(QUERY.fullmatch(query)) and NULL not in query


def leads_to_a_page(request: HttpRequest) -> bool:
    try:
        view: Any = resolve(request.path_info).func
    except Resolver404:
        return False
    return view is serve or hasattr(view, "same_for_everybody")


def is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether an answer to an anonymous request is the one that anybody would be given."""
    match = request.resolver_match
    asked = getattr(request, "page_served", None) or hasattr(
        match and match.func, "same_for_everybody"
    )
    told = response.headers.get("Cache-Control", "")
    return bool(
        asked
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and not getattr(request, "is_preview", False)
        and "no-store" not in told
        and "private" not in told
        and len(getattr(response, "content", b"")) <= HEAVIEST
    )
