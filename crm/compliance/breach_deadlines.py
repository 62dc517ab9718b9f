"""The seventy-two hours, among the deadlines and on the first page of the admin."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from crm.journeys.deadlines import Deadline
from crm.registers.batch import Steps, first, stepwise

from .models import Breach, Rereading

if TYPE_CHECKING:
    from typing import Any

    from django.contrib.auth.models import User

READ = "crm_compliance.view_breach"
REREAD = "crm_compliance.change_rereading"


@stepwise
def to_notify(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    if not user.has_perm(READ):
        return []
    found = yield from first(Breach.objects.to_notify())
    return [
        Deadline(
            timezone.localdate(row.due_at),
            str(row),
            reverse("crm_breach", args=[row.pk]),
            "À notifier à la CNIL dans les 72 heures, ou à écarter.",
        )
        for row in found.rows
        if timezone.localdate(row.due_at) <= until
    ]


class BreachPanel(Component):
    """What waits for the officer: violations to notify, the nearest first, and notes to read again."""

    name = "crm_breaches"
    template_name = "crm_compliance/home_panel.html"
    order = 15

    class Media:
        css = {"all": ["crm_registers/desk.css", "crm_compliance/compliance.css"]}

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rereads = self.request.user.has_perm(REREAD)
        return {
            "breaches": list(Breach.objects.to_notify().order_by("discovered_at")[:5]),
            "rereading": Rereading.objects.waiting().count() if rereads else 0,
        }
