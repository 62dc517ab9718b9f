"""The sessions for which one can apply today, wherever a page asks for them."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from editorial.live.sources import LiveSource
from training.listing import lines
from training.models import CoursePage, Session


def open_sessions(request: HttpRequest, page: Page | None, count: int) -> str:
    day = timezone.localdate()
    told = Session.objects.open_on(day).filter(course__page__in=CoursePage.objects.visible())
    found = lines(told.select_related("course__page").order_by("starts_on")[:count], day)
    return render_to_string("training/live.html", {"lines": found}) if found else ""


@hooks.register("register_live_source")
def sessions_to_apply_for() -> LiveSource:
    empty = (
        "Aucune session n’est ouverte aux candidatures : elles se montreront ici dès l’ouverture."
    )
    return LiveSource("sessions", "sessions ouvertes", empty, open_sessions)
