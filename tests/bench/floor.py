"""The least that Django can do: one view that says two letters, under a middleware that only leads to it."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from tests.bench.measure import timed

ROUNDS = 20


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", bare)]


class Straight:
    """Leads here whatever the addresses of the site are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return self.get_response(request)


class Floor:
    """Milliseconds of processor of the bare view, as often as they are asked for: the machine’s pace changes."""

    def __init__(self) -> None:
        self._client = Client()
        with override_settings(MIDDLEWARE=[f"{__name__}.Straight"]):
            self._client.get("/")

    def __call__(self) -> float:
        return median(timed(lambda: self._client.get("/"))[1] for _ in range(ROUNDS))
