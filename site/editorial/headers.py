"""What every answer carries, whatever made it: a page, a file, a refusal, an error."""

from __future__ import annotations

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

# Wagtail's text editor draws its own styles, and shows an image before it is sent; scripts are held to
# the policy of the site there too.
ADMIN = "/admin/"
LOOSE = {"style-src": ["'unsafe-inline'"], "img-src": ["blob:"]}

# The doors of the Forum read tickets with the camera of the device; nothing else is ever asked for.
CLOSED = [
    "accelerometer", "browsing-topics", "display-capture", "geolocation", "gyroscope",
    "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
]  # fmt: skip
PERMISSIONS = ", ".join(["camera=(self)", *(f"{feature}=()" for feature in CLOSED)])


class EveryAnswer:
    """Outermost: what answers before Django's own middleware, or in its place, carries the same headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers["Permissions-Policy"] = PERMISSIONS
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response


class Policy(CSPMiddleware):  # type: ignore[misc]
    """The one policy of the site; under the admin, styles and images of the page's own are let loose."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(ADMIN):
            parts.update = {**(parts.update or {}), **LOOSE}
        return parts
