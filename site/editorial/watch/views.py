"""/sante/vivant/ and /sante/pret/: what a load balancer, an orchestrator or a monitor asks, without signing in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .checks import Looked
from .looking import look_within

# The worst first.
STATES = ("down", "unknown", "warning", "ok")
# Asked with this, a warning is a failure too: for a monitor that reads nothing but the code.
ALL_OF_IT = "tout"


@require_safe
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers, whatever the rest of the house does."""
    return JsonResponse({"state": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 while the site can serve, else 503; a state a check, and figures for who shows the token."""
    looked = look_within(settings.HEALTH_SECONDS)
    state = worst(looked)
    told = {one.check.name: _figures(one) if _may_read(request) else one.state for one in looked}
    failing = state == "down" or (ALL_OF_IT in request.GET and state != "ok")
    return JsonResponse({"state": state, "checks": told}, status=503 if failing else 200)


def worst(looked: list[Looked]) -> str:
    """What the whole is worth: a vital check without an answer is down, another one is a warning."""
    states = {one.state for one in looked if one.state != "unknown"} | {"ok"}
    for one in looked:
        if one.state == "unknown":
            states.add("down" if one.check.vital else "warning")
    return next(state for state in STATES if state in states)


def _may_read(request: HttpRequest) -> bool:
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.HEALTH_TOKEN) and constant_time_compare(shown, settings.HEALTH_TOKEN)


def _figures(one: Looked) -> dict[str, Any]:
    told: dict[str, Any] = {"state": one.state}
    if one.finding and one.finding.value is not None:
        told |= {"value": one.finding.value, "unit": one.finding.unit}
    if one.finding and one.finding.wrong:
        told["says"] = one.finding.wrong
    return told
