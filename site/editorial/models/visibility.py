"""What anybody may read at a given moment. Every surface asks here: lists, feeds, search, site maps,
blocks, open data, documents, and the pages themselves.

A page is visible when it is published, neither expired nor under embargo, and not private.
A page that is scheduled is not published before its hour (`manage.py scheduler`).
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from .embargo import Embargo

P = TypeVar("P", bound=QuerySet)


def out(pages: P, at: datetime | None = None) -> P:
    """Published pages, neither expired nor under embargo; whether they are private is not asked."""
    at = at or timezone.now()
    held = Embargo.objects.filter(page=OuterRef("pk"), until__gt=at)
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=at)
    return pages.filter(unexpired, ~Exists(held), live=True)


def visible(pages: P, at: datetime | None = None) -> P:
    """Pages that anybody may read, in one query: Wagtail's `public()` asks for the private sections first."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    private = PageViewRestriction.objects.annotate(of_page=path)
    return out(pages, at).filter(~Exists(private.filter(of_page__startswith=F("page__path"))))


def is_out(page: Page, at: datetime | None = None) -> bool:
    """Whether a page's own address answers. One query, and none for pages that have no embargo."""
    at = at or timezone.now()
    if not page.live or (page.expire_at and page.expire_at <= at):
        return False
    if not getattr(page, "can_be_embargoed", True):
        return True
    return not Embargo.objects.filter(page=page.pk, until__gt=at).exists()
