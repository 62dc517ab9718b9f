"""What the home and its agenda bring to the desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from editorial.desk import Creation, page_creation
from home.models import EventPage


def home_creations(request: HttpRequest) -> Iterable[Creation]:
    yield from page_creation(request, EventPage, "Annoncer un rendez-vous", "date", 60)
