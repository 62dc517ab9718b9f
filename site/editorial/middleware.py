"""Refuses, with a page that says so, what no form or link of ours can have sent."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from editorial.views.errors import bad_request, too_large

# Wagtail's editor posts one field a block, and validates them; public forms are short.
ADMIN = "/admin/"
MOST_FIELDS = 200

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


class RefuseNullBytes:
    """NUL bytes, which PostgreSQL cannot store, and public forms of an absurd length."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            refused = null_in_address(request) or unreadable_form(request)
        except RequestDataTooBig:
            return too_large(request)
        except (MultiPartParserError, SuspiciousOperation):
            refused = True
        return bad_request(request) if refused else self.get_response(request)


def null_in_address(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    return "\0" in request.path or "%00" in query or "\0" in query


def unreadable_form(request: HttpRequest) -> bool:
    if request.method != "POST":
        return False
    public = not request.path.startswith(ADMIN)
    if request.content_type == FORM:
        body = request.body
        too_long = public and body.count(b"&") >= MOST_FIELDS
        return too_long or b"%00" in body or b"\0" in body
    if request.content_type == MULTIPART and public:
        values = [value for _, found in request.POST.lists() for value in found]
        too_long = len(values) + len(request.FILES) > MOST_FIELDS
        return too_long or any("\0" in text for text in [*request.POST, *values])
    return False
