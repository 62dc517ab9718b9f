from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from editorial.frame import frame_of
from editorial.open_data import as_csv, as_json, datasets
from editorial.page_cache.rules import same_for_everybody

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@same_for_everybody
@require_safe
@cache_control(public=True, max_age=600)
def open_data(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One dataset as a file, named after its day."""
    found = next((dataset for dataset in datasets() if dataset.slug == slug), None)
    if found is None or kind not in TYPES:
        raise Http404
    identity = frame_of(request).identity
    source = identity.legal_name or identity.name
    content = as_csv(found) if kind == "csv" else as_json(found, source)
    filename = f"{slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Access-Control-Allow-Origin": "*",
    }
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)
