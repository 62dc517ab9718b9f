"""Public pages that only the reader of a letter opens: no cache, no search engine, no Referer keeps them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def private(referrer: str) -> Callable[[View], View]:
    """Keep a page out of caches, of search engines and of the Referer header."""

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Referrer-Policy"] = referrer
            return response

        return kept

    return decorate
