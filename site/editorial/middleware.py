"""Around every page: what is refused before it, what is added to its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import (
    MiddlewareNotUsed,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Page, Site
from wagtail.views import serve

from editorial.changes import kept
from editorial.readings.counting import count_when_sent, is_a_reading
from editorial.views.errors import bad_request, too_large

# Wagtail's editor posts one field a block, and validates them; public forms are short.
ADMIN, OPEN_TO_ALL = "/admin/", ("/admin/login/", "/admin/password_reset/")
MOST_FIELDS = 200

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
JSON = "application/json"


class RefuseNullBytes:
    """NUL bytes, which PostgreSQL cannot store, and public forms of an absurd length."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            refused = null_in_address(request) or null_in_cookies(request) or unreadable(request)
        except RequestDataTooBig:
            return too_large(request)
        except (MultiPartParserError, SuspiciousOperation):
            refused = True
        return bad_request(request) if refused else self.get_response(request)


def null_in_address(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    return "\0" in request.path or "%00" in query or "\0" in query


def null_in_cookies(request: HttpRequest) -> bool:
    """A quoted cookie may write NUL as \\000: the key of a session would be looked up with it."""
    return any("\0" in value for value in request.COOKIES.values())


def unreadable(request: HttpRequest) -> bool:
    if request.method != "POST":
        return False
    most = MOST_FIELDS if is_public(request.path) else settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if request.content_type == FORM:
        body = request.body
        return body.count(b"&") >= most or b"%00" in body or b"\0" in body
    if request.content_type == MULTIPART:
        values = [value for _, found in request.POST.lists() for value in found]
        too_long = len(values) + len(request.FILES) > most
        return too_long or any("\0" in text for text in [*request.POST, *values])
    if request.content_type == JSON:
        return b"\0" in request.body or b"\\u0000" in request.body
    return False


def is_public(path: str) -> bool:
    return not path.startswith(ADMIN) or path.startswith(OPEN_TO_ALL)


class KnowTheSite:
    """Gives Wagtail the site that answers, kept until somebody changes it, instead of its asking for every page.

    Below the home page, the root is only passed through: what it holds of its own is not read.
    """

    TABLES = (Site._meta.db_table, Page._meta.db_table)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *args: Any
    ) -> None:
        """Of pages alone: the answer to a fault asks the database nothing."""
        if view is not serve:
            return
        asked = f"site:{request.get_host()}:{request.get_port()}"
        site = kept(asked, self.TABLES, lambda: Site.find_for_request(request))
        if site and request.path != "/":
            root = site.root_page
            root.__dict__["specific"] = root.specific_deferred
        request._wagtail_site = site  # type: ignore[attr-defined]


class KeepRobotsOut:
    """Tells engines, on every answer, to list nothing. There only where NOINDEX is set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.NOINDEX:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


class FollowOldAddresses(RedirectMiddleware):  # type: ignore[misc]
    """Wagtail's redirects. A page that took its old address back, then was withdrawn, must not lead to itself."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer: HttpResponse = super().process_response(request, response)
        leads_to = urlsplit(answer.headers.get("Location", "")).path
        return response if answer is not response and leads_to == request.path else answer


class CountReadings:
    """Counts the page that `before_serve_page` noted, once it has been sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        page_id = getattr(request, "page_served", None)
        if page_id and is_a_reading(request, response):
            count_when_sent(response, page_id)
        return response
