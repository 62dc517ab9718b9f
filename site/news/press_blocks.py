"""What the press said and was told about a page, shown on the pages of other rooms."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.models import Page

from news.coverage_filter import lines, readable
from news.models import Coverage, ReleasePage

EDITION_PRESS = "edition_press"
MOST = 30


def edition_press(request: HttpRequest, name: str, page: Page | None) -> str:
    """Coverage and releases about a page, or "" when there is nothing yet."""
    if name != EDITION_PRESS or page is None:
        return ""
    releases = list(ReleasePage.objects.visible().filter(about=page.pk).newest_first()[:MOST])
    rows = list(Coverage.objects.shown().filter(about=page.pk).newest_first()[:MOST])
    if not releases and not rows:
        return ""
    told = lines(rows, readable(row.release_id for row in rows))
    context = {"releases": releases, "lines": told}
    return render_to_string("press/edition_press.html", context, request)
