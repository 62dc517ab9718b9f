"""What this room gives the public site: the forms of participants, the mention of the fund on funded pages."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.models import Page

from editorial.changes import kept
from training.models import CoursePage

from .models import FundedSession, Operation
from .operations import operations_of

COURSE, SESSION = "course_funding", "session_funding"


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.funding.public_urls"))]


@hooks.register("register_page_block")
def mention(request: HttpRequest, name: str, page: Page | None) -> str:
    """On the page of a course with a funded session ahead, and on that of a funded session."""
    if name not in {COURSE, SESSION} or not isinstance(page, CoursePage):
        return ""
    shown = page.ahead if name == COURSE else page.shown
    sessions = [line.session.pk for line in shown]
    named = f"funds:{'-'.join(map(str, sorted(sessions)))}"
    tables = [FundedSession._meta.db_table, Operation._meta.db_table]
    found = kept(named, tables, lambda: operations_of(sessions))
    if not found:
        return ""
    context = {"operations": list({one.pk: one for one in found.values()}.values())}
    return render_to_string("crm_funding/page_block.html", context, request)
