from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from editorial.calendars import calendar_response
from editorial.frame import frame_of
from editorial.happenings import happenings
from editorial.page_cache.rules import same_for_everybody

# A calendar that subscribes keeps what took place in the year, and learns of what is called off.
BEHIND, AHEAD = timedelta(days=366), timedelta(days=732)
QUARTER = 15 * 60


@same_for_everybody
@require_safe
@cache_control(public=True, max_age=QUARTER)
def agenda_calendar(request: HttpRequest) -> HttpResponse:
    """The whole agenda, to subscribe to."""
    today = timezone.localdate()
    name = f"Agenda – {frame_of(request).identity.name}"
    return calendar_response(happenings(today - BEHIND, today + AHEAD), request, name, "agenda.ics")
