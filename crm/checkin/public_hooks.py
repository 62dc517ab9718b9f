"""What this room adds to the public ticket: the way to the doors for whoever stands there."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.models import Page

TICKET = "forum_ticket"


@hooks.register("register_page_block")
def offer_to_let_in(request: HttpRequest, name: str, page: Page | None) -> str:
    """The camera of a telephone opens the ticket: one more touch lets in, once signed in."""
    if name != TICKET or request.resolver_match is None:
        return ""
    code = request.resolver_match.kwargs.get("code", "")
    return render_to_string("crm_checkin/public/at_the_doors.html", {"code": code}, request)
