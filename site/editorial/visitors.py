"""What a request brings of whoever sends it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def signed_in(request: HttpRequest) -> bool:
    """Ask the database who it is only when there is a session to read."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def brings_nothing(request: HttpRequest) -> bool:
    """Whether a reader has no session, no form begun, no message to be shown: anybody would read the same."""
    own = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    return (
        request.method in ("GET", "HEAD")
        and "Authorization" not in request.headers
        and own.isdisjoint(request.COOKIES)
    )
