from __future__ import annotations

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from desk.calendar.views import calendar
from desk.menu import WritersMenuItem


@hooks.register("register_admin_urls")
def register_calendar() -> list[URLPattern]:
    return [path("calendrier/", calendar, name="desk_calendar")]


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    url = reverse("desk_calendar")
    return WritersMenuItem("Calendrier", url, name="calendrier", icon_name="calendar-alt", order=2)
