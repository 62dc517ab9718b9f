from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.models import Page

from . import admin_branding, open_data, redirect_messages, retention  # noqa: F401
from .accounts import refuse_out_of_reach
from .figures import admin as figures_admin  # noqa: F401
from .legal import panel, reports_admin  # noqa: F401
from .live import own  # noqa: F401
from .models.visibility import is_out
from .publication import publish_on_time
from .readings import report  # noqa: F401
from .scheduling import Job
from .watch import hooks as watch_hooks  # noqa: F401


@hooks.register("before_serve_page")
def refuse_what_is_not_out(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> None:
    """The address of a page answers nobody before the hour of its embargo, nor once it has expired."""
    if not is_out(page):
        raise Http404


@hooks.register("before_serve_page")
def note_what_is_read(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> None:
    """For `CountReadings`: the page that this request shows."""
    request.page_served = page.pk  # type: ignore[attr-defined]


hooks.register("before_bulk_action", refuse_out_of_reach)


@hooks.register("register_scheduled_job")
def publication() -> Job:
    return Job(
        "publication",
        timedelta(0),
        publish_on_time,
        label="Pages à publier et à retirer",
        says="Publie et retire les pages à l’heure choisie.",
    )
