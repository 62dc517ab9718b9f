"""The next edition of the Forum, wherever a page asks for it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from editorial.live import LiveSource
from forum.listing import lines
from forum.models import EditionPage


def next_edition(request: HttpRequest, page: Page | None, count: int) -> str:
    day = timezone.localdate()
    ahead = EditionPage.objects.visible().filter(edition__ends_on__gte=day)
    found = lines(ahead.select_related("edition").order_by("edition__starts_on")[:1], day)
    return render_to_string("forum/edition_card.html", {"line": found[0]}) if found else ""


@hooks.register("register_live_source")
def next_forum() -> LiveSource:
    empty = "Aucune édition à venir n’a de page publiée."
    return LiveSource("forum", "prochaine édition du Forum", empty, next_edition)
