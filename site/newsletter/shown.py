"""The pages that an issue puts on the front, as its readers may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail.models import Page

from editorial.models.visibility import visible

# What a page is called that has no kind of its own: it tells nothing here.
PLAIN = "Page"
READ_ON = "Lire l’article en entier"


@dataclass(frozen=True)
class Feature:
    """image: a Picture or None. kind: « Actualité ». day: the date of the page, when it has one."""

    page: Any
    title: str
    text: str
    action: str
    image: Any = None
    kind: str = ""
    day: date | None = None

    @property
    def url(self) -> str:
        return str(self.page.url or "")

    @property
    def alternative(self) -> str:
        """What the image says to who does not see it; nothing for a picture of the page itself."""
        return (getattr(self.image, "contextual_alt_text", "") or "").strip()


def shown_features(values: Iterable[Any]) -> list[Feature]:
    """Drafts, pages under embargo and private ones are left out. Two queries and one a kind of page."""
    chosen = [value for value in values if value.get("page")]
    pages = visible(Page.objects.filter(pk__in=[value["page"].pk for value in chosen])).specific()
    found = {page.pk: page for page in pages}
    return [feature(value, page) for value in chosen if (page := found.get(value["page"].pk))]


def feature(value: Any, page: Any) -> Feature:
    return Feature(
        page,
        value.get("title") or page.title,
        value.get("text") or getattr(page, "description", ""),
        value.get("action") or READ_ON,
        value.get("image") or getattr(page, "social_image", None),
        kind if (kind := getattr(page, "result_kind", "")) != PLAIN else "",
        getattr(page, getattr(page, "dated_by", "") or "published_on", None),
    )
