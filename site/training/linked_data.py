"""A course and its sessions as search engines read them (schema.org Course, CourseInstance)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from editorial.frame import frame_of
from editorial.models import IdentitySettings
from training.listing import Line
from training.sheets import CourseSheet, Mode, mode_of

if TYPE_CHECKING:
    from training.models.course_page import CoursePage

MODES = {Mode.DISTANCE: "online", Mode.ON_SITE: "onsite", Mode.MIXED: "blended"}


def course_data(page: CoursePage, request: HttpRequest) -> dict[str, Any]:
    identity = frame_of(request).identity
    sheet = page.sheet
    found = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": page.title,
        "description": page.description,
        "url": page.get_full_url(request),
        "inLanguage": "fr",
        "provider": {
            "@type": "GovernmentOrganization",
            "name": identity.legal_name or identity.name,
            "url": request.build_absolute_uri("/"),
        },
        "teaches": page.goal_list,
        "coursePrerequisites": page.prerequisites,
        "offers": offer(page),
    }
    if sheet:
        found["hasCourseInstance"] = [
            instance(line, page, sheet, identity, request) for line in sheet.current
        ]
    return {name: value for name, value in found.items() if value}


def offer(page: CoursePage) -> dict[str, Any]:
    """What it costs; "Partially Free" says that it depends, as the page explains."""
    if page.price is None:
        return {"@type": "Offer", "category": "Partially Free"} if page.cost else {}
    category = "Paid" if page.price else "Free"
    return {"@type": "Offer", "category": category, "price": page.price, "priceCurrency": "EUR"}


def instance(
    line: Line,
    page: CoursePage,
    sheet: CourseSheet,
    identity: IdentitySettings,
    request: HttpRequest,
) -> dict[str, Any]:
    session = line.session
    found: dict[str, Any] = {
        "@type": "CourseInstance",
        "name": f"{page.title}, {session.label}",
        "courseMode": MODES[mode_of(sheet.modules)],
        "courseWorkload": f"PT{sheet.hours}H",
        "startDate": session.starts_on,
        "endDate": session.ends_on,
        "maximumAttendeeCapacity": session.seats_max,
        "url": request.build_absolute_uri(page.session_address(session)),
        "location": {"@type": "Place", "name": session.place, "address": address(identity)},
    }
    if line.answer and line.answer.left is not None:
        found["remainingAttendeeCapacity"] = line.answer.left
    if session.cancelled_on:
        found["eventStatus"] = "https://schema.org/EventCancelled"
    return found


def address(identity: IdentitySettings) -> dict[str, str]:
    postcode, _, city = identity.postcode_city.partition(" ")
    found = {
        "streetAddress": identity.address,
        "postalCode": postcode,
        "addressLocality": city,
        "addressCountry": "FR",
    }
    return {"@type": "PostalAddress"} | {name: value for name, value in found.items() if value}
