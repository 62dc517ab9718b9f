"""What search engines are told of the site itself (schema.org): who speaks, where one is, how one searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

from editorial.addresses import absolute
from territory.home import home_communes

if TYPE_CHECKING:
    from editorial.models import BasePage, IdentitySettings

CONTEXT = "https://schema.org"


def organisation_data(identity: IdentitySettings, request: HttpRequest) -> dict[str, Any]:
    """The intercommunality, from its identity; what is not filled in is not said."""
    city = identity.postcode_city.split(maxsplit=1)
    address = {
        "streetAddress": identity.address,
        "postalCode": city[0] if len(city) == 2 else "",
        "addressLocality": city[-1] if city else "",
        "addressCountry": "FR",
    }
    told = {
        "@id": f"{absolute(request, '/')}#organisation",
        "name": identity.name,
        "legalName": identity.legal_name,
        "url": absolute(request, "/"),
        "logo": absolute(request, static("logo.svg")),
        "image": absolute(request, static("social.png")),
        "telephone": identity.telephone_href,
        "email": identity.email,
        "address": {"@type": "PostalAddress"} | filled(address),
        "areaServed": [
            {"@type": "City", "name": commune.name, "identifier": commune.insee}
            for commune in home_communes()
        ],
    }
    return {"@context": CONTEXT, "@type": "GovernmentOrganization"} | filled(told)


def website_data(identity: IdentitySettings, request: HttpRequest) -> dict[str, Any]:
    home = absolute(request, "/")
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "@id": f"{home}#site",
        "name": identity.name or "Accueil",
        "url": home,
        "inLanguage": "fr",
        "publisher": {"@id": f"{home}#organisation"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute(request, reverse('search'))}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumb_data(page: BasePage, request: HttpRequest) -> list[dict[str, Any]]:
    """The pages above one, and itself; nothing for the home page."""
    trail = page.breadcrumb()
    steps = [
        {
            "@type": "ListItem",
            "position": rank,
            "name": "Accueil" if rank == 1 else above.title,
            "item": absolute(request, above.get_url(request) or "/"),
        }
        for rank, above in enumerate([*trail, page], start=1)
    ]
    if not trail:
        return []
    return [{"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": steps}]


def filled(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}
