"""The next edition of the Forum and those who help it, wherever a page asks for them."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page
from wagtail.query import PageQuerySet

from editorial.live.sources import LiveSource
from forum.listing import lines
from forum.models import EditionPage
from forum.shown import partners_of


def ahead() -> PageQuerySet:
    """The page of the next edition, alone."""
    pages = EditionPage.objects.visible().filter(edition__ends_on__gte=timezone.localdate())
    return pages.select_related("edition").order_by("edition__starts_on")[:1]


def next_edition(request: HttpRequest, page: Page | None, count: int) -> str:
    found = lines(ahead(), timezone.localdate())
    return render_to_string("forum/edition_card.html", {"line": found[0]}) if found else ""


@hooks.register("register_live_source")
def next_forum() -> LiveSource:
    empty = "Aucune édition à venir n’a de page publiée."
    return LiveSource("forum", "prochaine édition du Forum", empty, next_edition)


def partners(request: HttpRequest, page: Page | None, count: int) -> str:
    helped = [found for edition in ahead() if (found := partners_of(edition))]
    return render_to_string("forum/partners.html", {"partners": helped[0]}) if helped else ""


@hooks.register("register_live_source")
def partners_of_the_forum() -> LiveSource:
    empty = "La prochaine édition du Forum n’a pas encore de partenaire."
    return LiveSource("partners", "partenaires du Forum", empty, partners)
