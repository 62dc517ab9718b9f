"""RSS and Atom of any list of the room: the news under a filter, the press releases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path

from editorial.frame import frame_of
from editorial.models import BasePage

FEEDS: dict[str, Any] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
ENTRIES = 30
# XML cannot hold them, and an editor may have pasted one.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class FeedEntry:
    page: BasePage
    day: date
    kind: str = ""


@dataclass(frozen=True)
class FeedContent:
    """title: of the list and its filter. query: of the same list as a page, "" for the whole of it."""

    title: str
    entries: Iterable[FeedEntry]
    query: str = ""


class WithFeeds(RoutablePageMixin):
    """A page whose list programs may follow, at flux.rss and flux.atom below it."""

    def feed(self, request: HttpRequest) -> FeedContent:
        raise NotImplementedError

    def get_cached_paths(self) -> list[str]:
        return [*super().get_cached_paths(), *(f"/flux.{kind}" for kind in FEEDS)]

    @re_path(r"^flux\.(?P<kind>rss|atom)/$")
    def serve_feed(self, request: HttpRequest, kind: str) -> HttpResponse:
        content, author = self.feed(request), frame_of(request).identity.name
        written = FEEDS[kind](**heading(self, content, request))
        for entry in content.entries:
            written.add_item(**item(entry, author, request))
        return HttpResponse(written.writeString("utf-8"), content_type=written.content_type)


def heading(page: Any, content: FeedContent, request: HttpRequest) -> dict[str, Any]:
    author = frame_of(request).identity.name
    address = page.get_full_url(request)
    return {
        "title": clean(f"{content.title} – {author}" if author else content.title),
        "link": f"{address}?{content.query}" if content.query else address,
        "description": clean(page.description),
        "language": "fr",
        "author_name": clean(author),
        "feed_url": request.build_absolute_uri(),
    }


def item(entry: FeedEntry, author: str, request: HttpRequest) -> dict[str, Any]:
    """The identifier stays the same when title and address change."""
    return {
        "title": clean(entry.page.title),
        "link": entry.page.get_full_url(request),
        "description": clean(entry.page.lead or entry.page.search_description),
        "unique_id": f"urn:uuid:{entry.page.translation_key}",
        "unique_id_is_permalink": False,
        "author_name": clean(author),
        "pubdate": midnight(entry.day),
        "updateddate": entry.page.last_published_at or midnight(entry.day),
        "categories": [clean(entry.kind)] if entry.kind else [],
    }


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def clean(text: str) -> str:
    return CONTROLS.sub("", text)
