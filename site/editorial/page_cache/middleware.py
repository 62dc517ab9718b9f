"""Answers anonymous visitors from what is kept; says to browsers and proxies what they may keep themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags

from editorial.readings.batch import count_later
from editorial.readings.counting import is_a_reading
from editorial.visitors import brings_nothing

from .entries import NOT_FOR_ALL, Entry, entry_of, keep, key_of, look, turn
from .rules import is_plain, is_public, leads_to_a_page

Answer = Callable[[HttpRequest], HttpResponse]


class PageCache:
    """Stands before whatever costs: sessions, accounts, queries, templates."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not brings_nothing(request):
            return own(request, self.get_response(request))
        key = key_of(request) if settings.PAGE_CACHE and is_plain(request) else None
        if key is None:
            return self.rendered(request)
        kept = look(key)
        if kept is None and request.method == "GET" and leads_to_a_page(request):
            with turn(key) as kept:
                if kept is None:
                    return self.rendered(request, key)
        return from_kept(request, kept) if isinstance(kept, Entry) else self.rendered(request)

    def rendered(self, request: HttpRequest, key: str = "") -> HttpResponse:
        response = self.get_response(request)
        public = is_public(request, response)
        if public:
            say_public(response)
        if key and response.status_code == 200:
            page_id = getattr(request, "page_served", None)
            keep(key, entry_of(response, page_id) if public else NOT_FOR_ALL)
        return unless_known(request, response) if public else response


def from_kept(request: HttpRequest, entry: Entry) -> HttpResponse:
    response = entry.answer(request)
    if entry.page_id and is_a_reading(request, response):
        count_later(entry.page_id)
    return unless_known(request, response)


def say_public(response: HttpResponse) -> None:
    """Anybody may keep it, and must ask whether it still holds; a proxy that we purge, for some seconds more."""
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    response.headers.setdefault("ETag", f'W/"{digest}"')
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        if settings.FRONT_CACHE_SECONDS:
            patch_cache_control(response, s_maxage=settings.FRONT_CACHE_SECONDS)
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])


def own(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What was made for somebody is for them alone, unless its view says otherwise."""
    if getattr(request, "page_served", None) and not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)
    return response


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Say « not modified » to whoever holds the same page. The answer stays the same object: others wait for
    its end."""
    asked = request.headers.get("If-None-Match", "")
    if asked and _holds(response.headers["ETag"], asked):
        response.status_code = 304
        response.content = b""
        for name in ("Content-Length", "Content-Encoding", "Content-Type"):
            response.headers.pop(name, None)
    return response


def _holds(etag: str, asked: str) -> bool:
    """RFC 9110: weak comparison, since the same page travels compressed or not."""
    given = etag.removeprefix("W/")
    return asked.strip() == "*" or given in {tag.removeprefix("W/") for tag in parse_etags(asked)}
