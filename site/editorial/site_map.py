"""The site map that search engines read: every address that anybody may read, at the cost of a few queries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, Site

from editorial.addresses import absolute
from editorial.models.visibility import visible
from editorial.plugins import site_links

# The most that the protocol takes in one file.
MOST = 50_000


class Address(NamedTuple):
    location: str
    changed: datetime | None = None


def addresses(request: HttpRequest) -> list[Address]:
    """Pages in the order of the tree, then what plugins serve."""
    site = Site.find_for_request(request)
    links = [*site_links("menu"), *site_links("footer"), *site_links("map")]
    beside = {
        absolute(request, path) for path in (reverse("site_map"), *(one.url for one in links))
    }
    found = list(of_pages(request, site)) if site else []
    known = {one.location for one in found}
    return [*found, *(Address(one) for one in sorted(beside - known))][:MOST]


def of_pages(request: HttpRequest, site: Site) -> Iterator[Address]:
    root = site.root_page
    pages = visible(Page.objects.descendant_of(root, inclusive=True)).order_by("path")
    rows = pages.values_list(
        "pk", "content_type_id", "url_path", "last_published_at", "latest_revision_created_at"
    )
    rows = list(rows[:MOST])
    particular = particular_addresses({pk: type_id for pk, type_id, *_ in rows}, request)
    for pk, _, url_path, published, revised in rows:
        if pk in particular:
            yield from particular[pk]
        else:
            path = f"/{url_path.removeprefix(root.url_path)}"
            yield Address(absolute(request, path), published or revised)


def particular_addresses(types: dict[int, int], request: HttpRequest) -> dict[int, list[Address]]:
    """Those of the types that say their addresses themselves: one query a type."""
    found: dict[int, list[Address]] = {}
    for type_id in sorted(set(types.values())):
        model: Any = ContentType.objects.get_for_id(type_id).model_class()
        if model is None or not says_its_addresses(model):
            continue
        pks = [pk for pk, other in types.items() if other == type_id]
        for page in model._default_manager.filter(pk__in=pks):
            told = page.get_sitemap_urls(request)
            # Under the name by which the site was asked, as every other address.
            paths = ((urlsplit(one["location"]).path, one.get("lastmod")) for one in told)
            found[page.pk] = [Address(absolute(request, path), day) for path, day in paths]
    return found


def says_its_addresses(model: type[Page]) -> bool:
    own = (model.get_sitemap_urls, model.get_url_parts)
    return own != (Page.get_sitemap_urls, Page.get_url_parts)
