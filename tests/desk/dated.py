"""Pages that time does something to, and who wrote them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User

from news.models import NewsPage
from tests.desk.people import page_at


def a_draft_of(by: User | None, title: str = "Essai", **fields: Any) -> NewsPage:
    """News that nobody has published; its fields are those of its revision."""
    page = NewsPage(title=title, published_on=date(2011, 3, 23), live=False)
    page_at("actualites").add_child(instance=page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=by)
    return page


def scheduled(at: datetime, title: str = "Essai", by: User | None = None) -> NewsPage:
    page = a_draft_of(by, title, go_live_at=at)
    page.get_latest_revision().publish(user=by)
    return page


def news(**fields: Any) -> NewsPage:
    fields = {"title": "Une nouvelle", "published_on": date(2011, 3, 23)} | fields
    return page_at("actualites").add_child(instance=NewsPage(**fields))  # type: ignore[no-any-return]


def under_review(by: User, title: str = "À lire", **fields: Any) -> NewsPage:
    page = a_draft_of(by, title, **fields)
    page.get_workflow().start(page, by)
    return page


def plain(text: str) -> str:
    """A text whose no-break spaces are made plain, so that a test reads like the screen."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("&nbsp;", " ")
