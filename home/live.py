"""The next dates of all kinds, wherever a page asks for them."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from editorial.happenings import happenings
from editorial.live.sources import LiveSource
from home.agenda import AHEAD, Line


def next_dates(request: HttpRequest, page: Page | None, count: int) -> str:
    today = timezone.localdate()
    found = [Line(one) for one in happenings(today, today + AHEAD) if one.first_day >= today]
    return render_to_string("home/agenda_lines.html", {"lines": found[:count]}) if found else ""


@hooks.register("register_live_source")
def dates_to_come() -> LiveSource:
    empty = "Ni Forum, ni session, ni rendez-vous à venir : ajoutez-en un à l’agenda."
    return LiveSource("dates", "prochaines dates", empty, next_dates)
