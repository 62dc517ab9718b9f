"""The files whose time ends, among the deadlines of those who may anonymise them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from crm.journeys.deadlines import AHEAD, Deadline

from .due import ending

if TYPE_CHECKING:
    from typing import Any

    from django.contrib.auth.models import User

MAY = "crm_people.anonymise_person"


def files_ending(user: User, at: datetime, until: date) -> list[Deadline]:
    """A line a file, which leads to what will be lost and what will stay."""
    if not user.has_perm(MAY):
        return []
    return [
        Deadline(
            last,
            f"Dossier n°\N{NO-BREAK SPACE}{person.file_number}",
            reverse("crm_anonymise", args=[person.pk]),
            "Sa durée de conservation se termine : à anonymiser, sauf nouvelle de la personne.",
        )
        for person, last in ending(until + timedelta(days=1))
    ]


class EndingPanel(Component):
    """The same on the first page of the admin, for an officer who follows no journey."""

    name = "crm_ending"
    template_name = "crm_privacy/home_panel.html"
    order = 20

    class Media:
        css = {"all": ["crm_registers/desk.css"]}

    def __init__(self, request: HttpRequest) -> None:
        self.at = timezone.now()

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        today = timezone.localdate(self.at)
        found = [last for _, last in ending(today + AHEAD + timedelta(days=1))]
        return {"total": len(found), "past": sum(last < today for last in found)}
