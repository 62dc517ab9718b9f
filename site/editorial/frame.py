"""What every page shows around its text, kept in the shared cache until somebody changes a part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import page_published, page_unpublished, post_page_move

from editorial.changes import stamp
from editorial.models import (
    AlertBanner,
    Embargo,
    IdentitySettings,
    LegalPage,
    LegalSettings,
    LegalSubject,
)
from editorial.models.visibility import visible

KEPT_SECONDS = 300
TABLES = [
    model._meta.db_table
    for model in (
        Page,
        PageViewRestriction,
        Site,
        Embargo,
        IdentitySettings,
        LegalSettings,
        AlertBanner,
    )
]


@dataclass(frozen=True)
class Section:
    """A page that the frame lists. place: "menu", "footer" or "legal"."""

    title: str
    url: str
    place: str


@dataclass(frozen=True)
class Frame:
    """Who speaks, the duties of the site, its alert, and the pages that menu and footer list."""

    identity: IdentitySettings
    legal: LegalSettings
    sections: list[Section]
    banner: AlertBanner
    accessibility_url: str


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame of the site that answers a request; no query once somebody has asked."""
    site = Site.find_for_request(request)
    key = _key(site.pk if site else 0)
    frame: Frame | None = cache.get(key)
    if frame is None:
        before = stamp(TABLES)
        legal = LegalSettings.for_request(request)
        known: IdentitySettings | None = getattr(legal.site, "identitysettings", None)
        identity = known or IdentitySettings.for_request(request)
        frame = Frame(
            identity,
            legal,
            _sections(request, site),
            AlertBanner.for_request(request),
            _declaration_url(request),
        )
        after = stamp(TABLES)
        # What was read while somebody published is for this page alone.
        if before == after or None in (before, after):
            cache.set(key, frame, KEPT_SECONDS)
    return frame


def _key(site_id: int) -> str:
    # The number changes with what a frame holds: one that an earlier version kept is not read.
    return f"frame-2:{site_id}"


def _sections(request: HttpRequest, site: Site | None) -> list[Section]:
    if site is None:
        return []
    top = Q(depth=site.root_page.depth + 1)
    legal, footer = kinds_of(lambda model: model is LegalPage), kinds_of(in_footer)
    listed = top & (Q(show_in_menus=True) | Q(content_type__in=footer))
    pages = visible(Page.objects.descendant_of(site.root_page))
    below = pages.filter(listed | Q(content_type__in=legal)).order_by("path")
    return [Section(page.title, page.get_url(request), place(page, legal)) for page in below]


def kinds_of(chosen: Callable[[type[Page]], bool]) -> list[int]:
    """The content types of some kinds of pages, from memory once they are known."""
    models = [model for model in get_page_models() if chosen(model)]
    return [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]


def in_footer(model: type[Page]) -> bool:
    return bool(getattr(model, "in_footer", False))


def place(page: Page, legal: list[int]) -> str:
    if page.show_in_menus:
        return "menu"
    return "legal" if page.content_type_id in legal else "footer"


def _declaration_url(request: HttpRequest) -> str:
    declaration = LegalPage.objects.out().filter(subject=LegalSubject.ACCESSIBILITY).first()
    return declaration.get_url(request) or "" if declaration else ""


def forget_frames(sender: Any = None, **kwargs: Any) -> None:
    """Forget now, for whoever reads next here, and after the commit, for the other processes."""
    keys = [_key(pk) for pk in (0, *Site.objects.values_list("pk", flat=True))]
    cache.delete_many(keys)
    transaction.on_commit(lambda: cache.delete_many(keys))


def listen() -> None:
    """Called once, when apps are ready."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget_frames, dispatch_uid="frame")
    for model in (AlertBanner, IdentitySettings, LegalSettings, Site):
        post_save.connect(forget_frames, sender=model, dispatch_uid="frame")
    for model in (Page, Site):
        post_delete.connect(forget_frames, sender=model, dispatch_uid="frame")
