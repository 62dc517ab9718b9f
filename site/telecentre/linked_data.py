"""A place that receives the public, as search engines read it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from editorial.frame import frame_of
from telecentre.models.places import Site

# As schema.org names the days, Monday first.
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def place_data(site: Site, request: HttpRequest, page: Page | None = None) -> dict[str, Any]:
    """A telecentre; with the page of a house, the office that this house is."""
    identity = frame_of(request).identity
    postcode, _, _city = identity.postcode_city.partition(" ")
    own_address = site.address or identity.address
    address = {
        "@type": "PostalAddress",
        "streetAddress": own_address,
        "postalCode": postcode,
        "addressLocality": site.commune.name,
        "addressCountry": "FR",
    }
    found = {
        "@context": "https://schema.org",
        "@type": "GovernmentOffice" if page else "LocalBusiness",
        "name": page.title if page else site.name,
        "url": page.get_full_url(request) if page else request.build_absolute_uri(),
        "telephone": identity.telephone,
        "email": identity.email,
        "address": {name: value for name, value in address.items() if value},
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{DAYS[row.weekday]}",
                "opens": row.opens_at.strftime("%H:%M"),
                "closes": row.closes_at.strftime("%H:%M"),
            }
            for row in site.hours.all()
        ],
    }
    return {name: value for name, value in found.items() if value}
