"""Absolute addresses: the same whatever the address by which one came, where the site has a name of its own."""

from __future__ import annotations

import re

from django.http import HttpRequest
from wagtail.models import Site

# The name that Wagtail gives to a site before anybody names it.
UNNAMED = "localhost"
# The second page of a list and those after it.
NUMBER = re.compile(r"[2-9]|[1-9][0-9]{1,5}")


def origin_of(request: HttpRequest) -> str:
    """« https://www.pays-de-murat.fr », without a slash at the end."""
    site = Site.find_for_request(request)
    if site and site.hostname != UNNAMED:
        return str(site.root_url)
    return request.build_absolute_uri("/").rstrip("/")


def absolute(request: HttpRequest, path: str) -> str:
    """The whole address of a path of this site; another site's address stays as it is."""
    return f"{origin_of(request)}{path}" if path.startswith("/") else path


def canonical(request: HttpRequest) -> str:
    """The address by which a page is known: without campaigns nor filters, with the number of a list's page."""
    found = NUMBER.fullmatch(request.GET.get("page", ""))
    return absolute(request, request.path + (f"?page={found[0]}" if found else ""))
