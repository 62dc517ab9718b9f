"""Anything dated, as search engines read it (schema.org, Event)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from editorial.calendars import local
from editorial.drawing.addresses import landscape_address
from editorial.frame import frame_of
from editorial.happenings import Happening, Standing

SCHEMA = "https://schema.org"
STATUS = {
    Standing.CONFIRMED: "EventScheduled",
    Standing.TENTATIVE: "EventPostponed",
    Standing.CANCELLED: "EventCancelled",
}


def event_data(one: Happening, request: HttpRequest, *, image: str = "") -> dict[str, Any]:
    """Write an Event. `image` is an address on this site; without it, a landscape drawn for the event."""
    drawn = image or landscape_address(one.uid, "autumn", "card")
    data: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": one.title,
        "startDate": written(one)[0],
        "endDate": written(one)[1],
        "eventStatus": f"{SCHEMA}/{STATUS[one.standing]}",
        "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
        "location": location(one.place, request),
        "organizer": organizer(request),
        "image": request.build_absolute_uri(drawn),
    }
    if one.text:
        data["description"] = one.text
    if one.path:
        data["url"] = request.build_absolute_uri(one.path)
    return data


def sub_event(one: Happening) -> dict[str, Any]:
    """A part of an event: what its whole already says is not said again."""
    starts, ends = written(one)
    data = {"@type": "Event", "name": one.title, "startDate": starts, "endDate": ends}
    data["eventStatus"] = f"{SCHEMA}/{STATUS[one.standing]}"
    if one.text:
        data["description"] = one.text
    if one.place:
        data["location"] = {"@type": "Place", "name": one.place}  # type: ignore[assignment]
    return data


def written(one: Happening) -> tuple[str, str]:
    """Its beginning and its end, with the offset of the season; a last day is told, not the day after."""
    starts, ends = local(one.starts), local(one.ends)
    if not isinstance(ends, datetime):
        ends = one.last_day
    return starts.isoformat(), ends.isoformat()


def location(place: str, request: HttpRequest) -> dict[str, Any]:
    """The house has the address of the identity; another place is its own address."""
    identity = frame_of(request).identity
    data: dict[str, Any] = {"@type": "Place", "name": place or identity.house}
    if not place or (identity.house and identity.house in place):
        data["address"] = {
            "@type": "PostalAddress",
            "streetAddress": identity.address,
            "addressLocality": identity.postcode_city,
            "addressCountry": "FR",
        }
    else:
        data["address"] = place
    return data


def organizer(request: HttpRequest) -> dict[str, Any]:
    identity = frame_of(request).identity
    return {
        "@type": "GovernmentOrganization",
        "name": identity.legal_name or identity.name,
        "url": request.build_absolute_uri("/"),
    }
