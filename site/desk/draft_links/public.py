"""What the holder of a draft link reads: the page as its editors left it, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .services import link_of, note_reading

KEPT_TO_ITSELF = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    # The address is the key: no page that the reader goes to may learn it.
    "Referrer-Policy": "no-referrer",
}


@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    link = link_of(token)
    if link is None or not link.is_alive():
        # Known once, it is gone; never known, it was never there.
        answer = render(
            request, "desk/draft_links/gone.html", {"link": link}, status=410 if link else 404
        )
    else:
        page = link.page.get_latest_revision_as_object()
        if request.method == "GET":
            note_reading(link, page)
        request.is_preview, request.preview_mode = True, ""  # type: ignore[attr-defined]
        request.draft_link = link  # type: ignore[attr-defined]
        answer = page.serve_preview(request, "")
    for name, value in KEPT_TO_ITSELF.items():
        answer[name] = value
    return answer
