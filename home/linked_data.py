"""What search engines read of an appointment (schema.org, Event)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

if TYPE_CHECKING:
    from home.models import EventPage

SCHEMA = "https://schema.org"


def event(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    standing = "EventCancelled" if page.cancelled else "EventScheduled"
    found: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": page.title,
        "description": page.description,
        "url": page.get_full_url(request),
        "startDate": moment(page.starts_at),
        "endDate": moment(page.ends_at),
        "eventStatus": f"{SCHEMA}/{standing}",
        "eventAttendanceMode": f"{SCHEMA}/{attendance(page)}",
        "isAccessibleForFree": True,
    }
    places = []
    if page.where:
        places.append({"@type": "Place", "name": page.where, "address": page.where})
    if page.online_url:
        places.append({"@type": "VirtualLocation", "url": page.online_url})
    return found | ({"location": places} if places else {})


def moment(when: Any) -> str:
    return timezone.localtime(when).isoformat()


def attendance(page: EventPage) -> str:
    if page.where and page.online_url:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if page.online_url else "OfflineEventAttendanceMode"
