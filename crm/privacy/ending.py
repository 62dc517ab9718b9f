"""The files whose time ends, among the deadlines of those who may anonymise them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from crm.journeys.deadlines import AHEAD, Deadline
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted

from .due import ending
from .models import Hold, Notice

if TYPE_CHECKING:
    from typing import Any

    from django.contrib.auth.models import User

MAY = "crm_people.anonymise_person"
CALLS = ("crm_people.read_file", "crm_people.change_person")
# Who is to be called is shown as soon as listed: the day of the deadline is months away.
PATIENCE = timedelta(days=366)
# Beyond, the files are one line: they would hide all the other deadlines, and nobody reads so many.
SEVERAL = 500


def files_ending(user: User, at: datetime, until: date) -> list[Deadline]:
    """A line a file, which leads to what will be lost and what will stay."""
    if not user.has_perm(MAY):
        return []
    found = first_ending(until)
    if len(found) > SEVERAL:
        return [_many(found)]
    return [
        Deadline(
            last,
            f"Dossier n°\N{NO-BREAK SPACE}{person.file_number}",
            reverse("crm_anonymise", args=[person.pk]),
            "Sa durée de conservation se termine : à anonymiser, sauf nouvelle de la personne.",
        )
        for person, last in found
    ]


def first_ending(until: date) -> list[tuple[Person, date]]:
    """The files kept until a day at the latest, those silent for longest; SEVERAL and one more at most."""
    return list(islice(ending(until + timedelta(days=1)), SEVERAL + 1))


def _many(found: list[tuple[Person, date]]) -> Deadline:
    return Deadline(
        min(last for _, last in found),
        f"Plus de {SEVERAL} dossiers",
        reverse("crm_retention"),
        "Leur durée de conservation se termine\N{NO-BREAK SPACE}: à anonymiser, sauf nouvelle des personnes.",
    )


@stepwise
def holds_to_review(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    """The holds to look at again, for those who set and lift them."""
    if not user.has_perm(MAY):
        return []
    rows = Hold.objects.standing().filter(review_on__lte=until).select_related("person")
    found = yield from first(rows)
    return [
        Deadline(
            row.review_on,
            f"Retenue du dossier n°\N{NO-BREAK SPACE}{row.person.file_number}",
            reverse("crm_holds"),
            f"À revoir\N{NO-BREAK SPACE}: {row.get_reason_display()}.",
        )
        for row in found.rows
        if row.review_on
    ]


@stepwise
def people_to_call(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    """One line for all those whose file ends and whom only a call or a letter on paper would reach."""
    if not user.has_perms(CALLS):
        return []
    rows = Notice.objects.to_call().filter(due_on__lte=until + PATIENCE)
    found = yield from first(rows.values_list("due_on", flat=True))
    days = found.rows
    if not days:
        return []
    people = counted(len(days), "personne à prévenir", "personnes à prévenir", feminine=True)
    return [
        Deadline(
            min(days),
            people.capitalize(),
            reverse("crm_notices_to_call"),
            "La conservation de leur dossier se termine, et nous n’avons pas d’adresse électronique.",
        )
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
        found = [last for _, last in first_ending(today + AHEAD)]
        return {
            "total": len(found),
            "past": sum(last < today for last in found),
            "more": SEVERAL if len(found) > SEVERAL else 0,
        }
