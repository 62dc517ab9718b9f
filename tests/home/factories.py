"""Appointments of the agenda, below a page made for them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from home.models import AgendaPage, EventPage
from tests.site_pages import published


def agenda() -> AgendaPage:
    found = AgendaPage.objects.first()
    return found or published(AgendaPage(title="L’agenda", slug="agenda"))


def event(title: str = "Réunion", starts: Any = None, hours: float = 2, **fields: Any) -> EventPage:
    """An appointment of two hours, tomorrow unless told."""
    begins = starts or timezone.now() + timedelta(days=1)
    times = {"starts_at": begins, "ends_at": begins + timedelta(hours=hours)}
    return published(EventPage(title=title, **times | fields), agenda())
