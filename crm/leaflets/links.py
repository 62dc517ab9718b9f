"""The short address that a leaflet bears: where it leads, how it is drawn, how often it is opened."""

from __future__ import annotations

import io
from datetime import datetime

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from editorial.models.visibility import visible
from editorial.readings.counting import ROBOT
from home.models import LeafletPage

from . import origins
from .models import BatchVisit, LeafletBatch

# Dots an inch of paper, at the width of a leaflet's corner: sharp at three centimetres.
PNG_SCALE = 20


def address_of(batch: LeafletBatch) -> str:
    """The whole address, as the code says it."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('leaflet_link', args=[batch.short_code])}"


def drawn(batch: LeafletBatch, kind: str) -> bytes:
    """The QR code for the printer, "svg" or "png", with the quiet zone that readers need."""
    code = segno.make(address_of(batch), error="m", micro=False)
    drawing = io.BytesIO()
    scale = PNG_SCALE if kind == "png" else 1
    options = {} if kind == "png" else {"xmldecl": True, "omitsize": True}
    code.save(drawing, kind=kind, scale=scale, border=4, **options)
    return drawing.getvalue()


def page_of(batch: LeafletBatch | None, request: HttpRequest) -> str:
    """Where a batch leads: its page, else the leaflet's own, else the home page."""
    target = batch.target if batch else None
    if target is not None and visible(type(target).objects.filter(pk=target.pk)).exists():
        return target.get_url(request) or "/"
    leaflet = visible(LeafletPage.objects.all()).first()
    return (leaflet.get_url(request) if leaflet else "") or "/"


def leads_to(batch: LeafletBatch, request: HttpRequest) -> str:
    code = "" if batch.closed_at else batch.origin_code
    return origins.carry(page_of(batch, request), code)


def is_somebody(request: HttpRequest) -> bool:
    """A person who opens the address: not a robot, not a page fetched in advance, not an agent."""
    agent = request.headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and bool(agent)
        and not ROBOT.search(agent)
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        and not request.user.is_authenticated
    )


@transaction.atomic
def count_visit(batch: LeafletBatch, *, at: datetime | None = None) -> None:
    """One more on the day. Several at once are several."""
    day = timezone.localdate(at or timezone.now())
    BatchVisit.objects.get_or_create(batch=batch, day=day)
    BatchVisit.objects.filter(batch=batch, day=day).update(count=F("count") + 1)
