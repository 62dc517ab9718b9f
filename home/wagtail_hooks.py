from __future__ import annotations

from datetime import date, time

from django.urls import URLPattern, path
from wagtail import hooks

from editorial.calendars import moment
from editorial.happenings import Happening
from home import live  # noqa: F401
from home.desk import home_creations
from home.models import EventPage
from home.views import agenda_calendar


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern]:
    return [path("agenda.ics", agenda_calendar, name="agenda_calendar")]


@hooks.register("register_happenings")
def appointments_between(start: date, end: date) -> list[Happening]:
    """Every appointment that touches these days and that anybody may read."""
    pages = EventPage.objects.visible().touching(moment(start, time.min), moment(end, time.min))
    found = (page.happening() for page in pages.select_related("commune"))
    return [one for one in found if one]


hooks.register("register_creations", home_creations)
