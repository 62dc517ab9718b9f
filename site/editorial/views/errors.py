"""What a visitor reads when something goes wrong, and what to do then."""

from __future__ import annotations

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

RETRY_AFTER = 60  # seconds

# When even a template cannot be found or read.
LAST_RESORT = (
    '<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Panne</title>'
    "<h1>Une panne, de notre côté</h1><p>Rechargez la page dans une minute.</p></html>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return bare("400.html", 400)


def too_large(request: HttpRequest) -> HttpResponse:
    return bare("400.html", 413, too_large=True)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403.html", {"expired": True}, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, or a database that does not answer just now."""
    if isinstance(sys.exc_info()[1], OperationalError):
        return unavailable(request)
    return bare("500.html", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = bare("503.html", 503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def bare(template: str, status: int, **context: object) -> HttpResponse:
    """Render without a request: no context processor runs, no query is made."""
    try:
        html: str = render_to_string(template, context)
    except Exception:  # an error page must never raise: it would hide the first fault
        html = LAST_RESORT
    return HttpResponse(html, status=status)
