"""The telecentre of today on the first page of the admin, for those who keep its bookings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from .models import Booking, BookingSlot, BookingSource, BookingState, Presence


class TelecentrePanel(Component):
    name = "crm_telecentre"
    template_name = "crm_workspaces/home_panel.html"
    order = 12

    class Media:
        css = {"all": ["crm_registers/desk.css"]}

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Three queries: who is expected today, how many of them came, what waits for an answer."""
        today = timezone.localdate()
        expected = BookingSlot.objects.filter(date=today, booking__confirmed_at__isnull=False)
        return {
            "expected": expected.values("booking__person").distinct().count(),
            "here": Presence.objects.filter(date=today).values("person").distinct().count(),
            "asked": Booking.objects.filter(state=BookingState.REQUESTED)
            .exclude(source=BookingSource.OFFER)
            .count(),
            "planning_url": reverse("crm_planning"),
            "presences_url": reverse("crm_presences"),
        }
