"""The half-days of a trainer on the first page of the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from crm.registers.access import agent

from .attendance.teaching import teaching_of


class TeachingPanel(Component):
    name = "crm_teaching"
    template_name = "crm_applications/desk/home_panel.html"
    order = 10

    class Media:
        css = {"all": ["crm_registers/desk.css"]}

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "teaching": teaching_of(agent(self.request), timezone.now()),
            "space_url": reverse("crm_trainer_space"),
        }
