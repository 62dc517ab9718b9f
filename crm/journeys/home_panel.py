"""The day of an advisor on the first page of the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from .file_panels import user_of
from .my_day import day_of
from .views.day import sentence_of


class DayPanel(Component):
    name = "crm_day"
    template_name = "crm_journeys/home_panel.html"
    order = 10

    class Media:
        css = {"all": ["crm_registers/desk.css"]}

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = user_of(self.request)
        return {
            "user": user,
            "sentence": sentence_of(day_of(user, timezone.now())),
            "day_url": reverse("crm_day"),
        }
