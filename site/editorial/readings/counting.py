"""How often each page is read, by day: counted by the server, without a cookie, keeping nothing of who reads.

One statement a reading, once the page has been sent: atomic, so that several processes may count at once.
Pages that are kept are counted together (batch.py).
Robots, agents who are signed in and pages fetched in advance are left out by what the request says,
which is not kept.
"""

from __future__ import annotations

import logging
import re
from datetime import date, datetime, timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from editorial.models import DailyCount
from editorial.visitors import signed_in

# CNIL: the figures of an exempt audience measure are kept 25 months at most.
KEPT_FOR = timedelta(days=760)
ROBOT = re.compile(
    r"bot|crawl|spider|slurp|archiv|preview|scan|monitor|fetch|curl|wget|python|java/|go-http|headless|"
    r"lighthouse|validator|libwww|httpclient|axios|okhttp|feed|rss",
    re.IGNORECASE,
)
# A page deleted since it was read counts nothing.
MORE = (
    "INSERT INTO editorial_dailycount (page_id, day, views) "
    "SELECT id, %s, %s FROM wagtailcore_page WHERE id = %s "
    "ON CONFLICT (page_id, day) DO UPDATE SET views = editorial_dailycount.views + excluded.views"
)

logger = logging.getLogger(__name__)


def is_a_reading(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether somebody read a page: a page that was shown, to a person, who does not work here."""
    agent = request.headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and response.status_code == 200
        and not getattr(request, "is_preview", False)
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        and bool(agent)
        and not ROBOT.search(agent)
        and not signed_in(request)
    )


def count_when_sent(response: HttpResponseBase, page_id: int) -> None:
    """Count as the server closes the answer: a database that is busy keeps nobody waiting."""
    close = response.close

    def count_and_close() -> None:
        try:
            count(page_id, timezone.localdate())
        finally:
            close()

    response.close = count_and_close  # type: ignore[method-assign]


def count(page_id: int, day: date, times: int = 1) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(MORE, [day, times, page_id])
    except DatabaseError:
        logger.warning("Readings of page %s were not counted.", page_id, exc_info=True)


def forget(at: datetime) -> int:
    gone, _ = DailyCount.objects.filter(day__lt=timezone.localdate(at - KEPT_FOR)).delete()
    return gone
