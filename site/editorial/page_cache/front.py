"""What a publish takes out of the cache that stands in front of the site, when there is one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import pre_delete
from wagtail.contrib.frontend_cache.utils import PurgeBatch
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move


def purge(
    sender: Any,
    instance: Any,
    parent_page_before: Page | None = None,
    url_path_before: str = "",
    **kwargs: Any,
) -> None:
    """Take out the page and every page above it, which may list it, each with its feeds, once it is committed.

    For a page that moved, the signal says where it was: that address goes too, with the pages above it.
    """
    if not settings.WAGTAILFRONTENDCACHE or not isinstance(instance, Page):
        return
    batch = PurgeBatch()
    for page in filter(None, (instance, parent_page_before)):
        batch.add_pages(page.get_ancestors(inclusive=True).filter(depth__gt=1).specific())
    where = instance.get_url_parts()
    if url_path_before and where:
        _, site, path = where
        root = instance.url_path.removesuffix(path)
        batch.add_url(site + url_path_before.removeprefix(root))
    transaction.on_commit(batch.purge)


def listen() -> None:
    """Called once, when apps are ready. A page that is deleted is purged while it still has its address."""
    for signal in (page_published, page_unpublished, post_page_move, pre_delete):
        signal.connect(purge, dispatch_uid="front cache")
