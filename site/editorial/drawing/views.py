from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .addresses import EDITION, seed_of
from .landscape import SHAPES_OF_PAGES, draw_landscape
from .palettes import DAY

A_YEAR = 365 * 24 * 3600
# A page kept by a cache may still ask for an earlier edition: it gets today's drawing.
EDITIONS = {str(edition) for edition in range(1, EDITION + 1)}


@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def landscape(request: HttpRequest, seed: str, season: str) -> HttpResponse:
    """A landscape as SVG. Only the addresses that `landscape_address` makes are answered."""
    asked = request.GET.dict()
    shape = SHAPES_OF_PAGES.get(asked.pop("format", ""))
    edition = asked.pop("v", "")
    known = shape and season in DAY and seed == seed_of(seed) and edition in EDITIONS
    if shape is None or not known or asked:
        raise Http404
    return HttpResponse(draw_landscape(seed, season, shape), content_type="image/svg+xml")
