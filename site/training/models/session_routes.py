"""The addresses of sessions below the page of their course."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from editorial.calendars import calendar_response
from editorial.models import BasePage
from training.happenings import in_calendar
from training.listing import Line
from training.sheets import CourseSheet

from .sessions import Session

# The date is for people, the number decides.
ONE_SESSION = r"^sessions/(?:[\w-]*-)?(?P<pk>[0-9]{1,18})"


class SessionRoutes(RoutablePageMixin, BasePage):
    """…/sessions/09-05-2011-12/, its calendar file, and that of all the sessions of the course."""

    course_id: int | None
    # The session whose address is being served, for what plugins offer on it.
    shown: list[Line] = []

    class Meta:
        abstract = True

    @cached_property
    def sheet(self) -> CourseSheet | None:
        """Modules and sessions, read once for the page and for what plugins offer on it."""
        return CourseSheet.of(self.course_id, timezone.localdate()) if self.course_id else None

    @property
    def lines(self) -> list[Line]:
        return [*self.sheet.current, *self.sheet.past] if self.sheet else []

    @property
    def ahead(self) -> list[Line]:
        return self.sheet.current if self.sheet else []

    def line_of(self, pk: int) -> Line:
        """The session of this course under a number, read among its siblings."""
        for line in self.lines:
            if line.session.pk == pk:
                return line
        raise Http404

    def session_address(self, session: Session) -> str:
        return f"{self.url or '/'}sessions/{session.slug}/"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Its own address, and those of the sessions to come."""
        found: list[dict[str, Any]] = super().get_sitemap_urls(request)
        ahead = Session.objects.filter(course=self.course_id).to_come(timezone.localdate())
        base = self.get_full_url(request)
        return [*found, *({"location": f"{base}sessions/{one.slug}/"} for one in ahead)]

    @path("sessions/")
    def sessions(self, request: HttpRequest) -> HttpResponse:
        return redirect(f"{self.url}#sessions")

    @path("sessions.ics/")
    def sessions_calendar(self, request: HttpRequest) -> HttpResponse:
        return self.calendar(request, self.lines, f"{self.slug}.ics")

    @re_path(ONE_SESSION + r"\.ics/$")
    def session_calendar(self, request: HttpRequest, pk: str) -> HttpResponse:
        line = self.line_of(int(pk))
        return self.calendar(request, [line], f"session-{line.session.slug}.ics")

    def calendar(self, request: HttpRequest, lines: list[Line], filename: str) -> HttpResponse:
        found = [one for line in lines for one in in_calendar(line, self.title, self.url)]
        return calendar_response(found, request, self.title, filename)

    @re_path(ONE_SESSION + r"/$")
    def session(self, request: HttpRequest, pk: str) -> HttpResponse:
        line = self.line_of(int(pk))
        address = self.session_address(line.session)
        if request.path != address:
            return redirect(address, permanent=True)
        self.shown = [line]
        told = {
            "line": line,
            "others": [other for other in self.ahead if other.session.pk != line.session.pk],
            "trail": [*self.breadcrumb(), self],
            "session_calendar": f"{address.rstrip('/')}.ics",
        }
        return self.render(request, template="training/session_page.html", context_overrides=told)
