"""The offices in service and, where somebody keeps their bookings, what is free."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from editorial.live.sources import LiveSource
from editorial.plugins import TELECENTRE_SPACE, availability
from telecentre.models import Site, Space, SpaceKind


def offices(request: HttpRequest, page: Page | None, count: int) -> str:
    day = timezone.localdate()
    spaces = Space.objects.valid_on(day).filter(
        kind=SpaceKind.OFFICE, site__in=Site.objects.open_on(day)
    )
    rows = list(spaces.select_related("site")[:count])
    answers = availability(TELECENTRE_SPACE, [space.pk for space in rows])
    found = [(space, answers.get(space.pk)) for space in rows]
    context = {"offices": found, "answered": bool(answers)}
    return render_to_string("telecentre/live.html", context) if found else ""


@hooks.register("register_live_source")
def offices_to_book() -> LiveSource:
    empty = "Aucun bureau n’est en service aujourd’hui."
    return LiveSource("offices", "bureaux disponibles", empty, offices)
