from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from .examine import Stopped


class ShowWhatStops:
    """Leads whoever approves a page to its findings, from whichever screen of Wagtail they approve."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, stop: Exception) -> HttpResponse | None:
        if not isinstance(stop, Stopped):
            return None
        address = f"{reverse('desk_checks', args=[stop.page.pk])}?geste=approuver"
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What Wagtail's own dialogue follows.
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)
