"""Where Wagtail publishes: the editor, the creation of a page, several pages at once. Reviews: finish.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from . import views
from .examine import examine, examine_latest, pass_over
from .panel import FindingsPanel


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("verifications/<int:pk>/", views.checks, name="desk_checks"),
        path("verifications/<int:pk>/liste/", views.fragment, name="desk_findings"),
    ]


@hooks.register("register_editor_panel")
def panel() -> FindingsPanel:
    return FindingsPanel(heading="")


@hooks.register("insert_editor_js")
def script() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/checks.js"))


@hooks.register("before_publish_page")
def show_what_is_found(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved by now: nothing typed is lost. A new page must not be out already."""
    if examine(page, request.user).may_go:  # type: ignore[arg-type]
        return None
    keep_a_new_page_back(page)
    return redirect("desk_checks", page.pk)


def keep_a_new_page_back(page: Page) -> None:
    """Wagtail stores a page that is created and published as live before it asks anybody."""
    if page.live and page.first_published_at is None:
        Page.objects.filter(pk=page.pk).update(live=False, has_unpublished_changes=True)


@hooks.register("construct_admin_api")
def shut_the_other_door(router: Any) -> None:
    """Wagtail's own API publishes without asking any hook, and no screen of its editors needs that."""
    pages = router._endpoints["pages"]
    kept = {name: action for name, action in pages.actions.items() if name != "publish"}
    router.register_endpoint("pages", type("PagesAPI", (pages,), {"actions": kept}))


@hooks.register("before_bulk_action")
def show_what_is_found_on_several(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    if action_type != "publish" or action.model is not Page:
        return None
    pages = [page.specific for page in objects]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [below for page in pages for below in to_publish_below(page, request)]
    found = [examine_latest(page, request.user) for page in pages]  # type: ignore[arg-type]
    if not any(one.blocking for one in found) and request.POST.get("lu"):
        for one in found:
            pass_over(one.page, request.user, one.digests)  # type: ignore[arg-type]
        return None
    held = [one for one in found if not one.may_go]
    return views.several(request, held) if held else None


def to_publish_below(page: Page, request: HttpRequest) -> Iterator[Page]:
    for below in page.get_descendants().not_live().specific():
        if below.permissions_for_user(request.user).can_publish():
            yield below


@hooks.register("register_page_header_buttons")
def button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if view_name == "edit" and page.permissions_for_user(user).can_edit():
        yield Button(
            "Vérifier avant de publier",
            reverse("desk_checks", args=[page.pk]),
            icon_name="tasks",
            priority=12,
        )
