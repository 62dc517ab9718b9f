from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from editorial.happenings import Happening
from forum import live  # noqa: F401
from forum.admin import ForumViewSets
from forum.desk import forum_creations, forum_items
from forum.happenings import of_edition
from forum.models import EditionPage
from forum.views import duplicate_edition, prepare_edition

register_snippet(ForumViewSets)
hooks.register("register_desk_items", forum_items)
hooks.register("register_creations", forum_creations)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("forum/preparer/", prepare_edition, name="forum_prepare_edition"),
        path("forum/dupliquer/<int:page_id>/", duplicate_edition, name="forum_duplicate_edition"),
    ]


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, **_: Any) -> Iterator[Button]:
    yield from duplication(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: Any, **_: Any) -> Iterator[Button]:
    yield from duplication(page, user)


def duplication(page: Page, user: Any) -> Iterator[Button]:
    if page.specific_class is not EditionPage or not page.pk:
        return
    if page.get_parent().permissions_for_user(user).can_add_subpage():
        address = reverse("forum_duplicate_edition", args=[page.pk])
        yield Button("Dupliquer cette édition", address, icon_name="copy", priority=25)


@hooks.register("before_copy_page")
def duplicate_instead(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Two pages never tell of one edition: what Wagtail would copy is duplicated with its row."""
    if page.specific_class is EditionPage:
        return redirect("forum_duplicate_edition", page.pk)
    return None


@hooks.register("register_happenings")
def editions_between(start: date, end: date) -> list[Happening]:
    """Editions that touch [start, end[ and that anybody may read about."""
    day = timezone.localdate()
    shown = EditionPage.objects.visible().select_related("edition")
    pages = shown.filter(edition__starts_on__lt=end, edition__ends_on__gte=start)
    return [of_edition(page, page.edition, day) for page in pages if page.edition]
