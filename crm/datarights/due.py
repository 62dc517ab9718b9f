"""The last days of requests: among the deadlines, on the first page of the admin, and by a letter a week before."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from crm.journeys.deadlines import Deadline
from crm.letters import services as outbox
from crm.letters.addresses import address
from crm.registers.batch import Steps, first, stepwise

from .clock import REMINDED_BEFORE
from .models import RightsRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAY = "crm_datarights.view_rightsrequest"


@stepwise
def deadlines(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    if not user.has_perm(MAY):
        return []
    found = yield from first(RightsRequest.objects.open().filter(due_on__lte=until))
    return [
        Deadline(
            row.due_on,
            f"Demande {row.reference}",
            reverse("crm_rights_request", args=[row.pk]),
            f"Répondre à une demande de droits\N{NO-BREAK SPACE}: {row.get_subject_display()}.",
        )
        for row in found.rows
    ]


class RightsPanel(Component):
    """How many requests wait, for the officer who has no day of journeys."""

    name = "crm_rights"
    template_name = "crm_datarights/desk/home_panel.html"
    order = 19

    class Media:
        css = {"all": ["crm_registers/desk.css"]}

    def __init__(self, request: HttpRequest) -> None:
        self.at = timezone.now()

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        today = timezone.localdate(self.at)
        waiting = list(RightsRequest.objects.open().values_list("due_on", flat=True))
        return {
            "total": len(waiting),
            "late": sum(due < today for due in waiting),
            "soon": sum(today <= due <= today + REMINDED_BEFORE for due in waiting),
        }


def remind(at: datetime) -> int:
    """Write once to each officer, a week before the last day. Return how many requests it was about."""
    today = timezone.localdate(at)
    officers = [user for user in _officers() if user.email]
    told = 0
    for row in RightsRequest.objects.open().filter(due_on__lte=today + REMINDED_BEFORE):
        if row.reminded_for == row.due_on:
            continue
        for officer in officers:
            _remind(row, officer, at)
        RightsRequest.objects.filter(pk=row.pk).update(reminded_for=row.due_on)
        told += 1
    return told


def _officers() -> Any:
    """Those who answer requests. A superuser is told of none."""
    users = get_user_model()._default_manager
    return users.with_perm(
        "crm_datarights.change_rightsrequest",
        include_superusers=False,
        backend="django.contrib.auth.backends.ModelBackend",
    )


def _remind(row: RightsRequest, officer: User, at: datetime) -> None:
    outbox.write(
        "crm_datarights/letters/reminder.txt",
        to=officer.email,
        key=f"rights-officer-{row.pk}-{row.due_on:%Y%m%d}-{officer.pk}",
        context={"row": row, "page": address("crm_rights_request", row.pk)},
        at=at,
    )
