"""What the training tells of a person: sent, decided, begun, followed, ended."""

from __future__ import annotations

from datetime import datetime, time
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journal.models import Entry
from crm.journeys.timeline import Moment
from crm.people.merging.history import of_whole_file
from crm.people.models import Person
from crm.registers.batch import Steps, first, pair, stepwise, together
from crm.registers.words import counted

from .models import (
    Application,
    ApplicationState,
    Attendance,
    Enrolment,
    EnrolmentState,
    ModuleResult,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MILESTONES = {ApplicationState.ADMITTED, EnrolmentState.STARTED, EnrolmentState.COMPLETED}
ENROLLED = {
    EnrolmentState.CONFIRMED: "Place confirmée",
    EnrolmentState.STARTED: "Entrée en formation",
    EnrolmentState.COMPLETED: "Formation menée à terme",
    EnrolmentState.ABANDONED: "Formation interrompue",
    EnrolmentState.DECLINED: "Place déclinée",
    EnrolmentState.EXPIRED: "Offre de place expirée",
    EnrolmentState.WITHDRAWN: "Place rendue",
}


@stepwise
def moments(person: Person, user: User) -> Steps[list[Moment]]:
    """Two steps, whatever the length of the story. Reasons are for who may read applications."""
    found = yield from first(
        Application.objects.sent()
        .filter(person=person)
        .select_related("session__course", "submission")
    )
    if not found.rows:
        return []
    applications = {str(row.pk): row for row in found.rows}
    held = Enrolment.objects.filter(application__person=person)
    sent = [_sent(row) for row in applications.values()]
    moves = (
        Entry.objects.moves().filter(
            of_whole_file(person), object_type__startswith="crm_applications."
        )
    ).select_related("actor")
    (places, moved), (days, modules) = yield from pair(
        together([first(held.select_related("roster__session__course")), first(moves)]),
        together([_days(person), _modules(person)]),
    )
    enrolments = {str(row.pk): str(row.roster.session) for row in places.rows}
    told = (_move(entry, applications, enrolments) for entry in moved.rows)
    return [*sent, *(moment for moment in told if moment), *days, *modules]


def _sent(row: Application) -> Moment:
    where = str(row.session) if row.session else "sans session choisie"
    how = "par le site" if row.submission else ""
    at = row.submitted_at or timezone.now()
    return Moment(at, "file-text", "Candidature envoyée", where, how, kind="training")


def _move(
    entry: Entry, applications: dict[str, Application], enrolments: dict[str, str]
) -> Moment | None:
    author = entry.actor.get_full_name() if entry.actor else ""
    if entry.object_type == Application._meta.label_lower and entry.object_id in applications:
        title = f"Candidature {ApplicationState(entry.after).label}"
        where = entry.reason
    elif entry.object_type == Enrolment._meta.label_lower and entry.after in ENROLLED:
        title = ENROLLED[EnrolmentState(entry.after)]
        where = ". ".join(filter(None, [enrolments.get(entry.object_id, ""), entry.reason]))
    else:
        return None
    return Moment(
        entry.at, "graduation-cap", title, where, author,
        kind="training", milestone=entry.after in MILESTONES,
    )  # fmt: skip


def _days(person: Person) -> Steps[list[Moment]]:
    """One line a month of presence, on its last day."""
    followed = Attendance.objects.followed().filter(enrolment__application__person=person)
    rows = followed.order_by("date")
    read = yield from first(rows.values_list("date", flat=True))
    found = []
    for _, group in groupby(read.rows, key=lambda day: (day.year, day.month)):
        month = list(group)
        told = counted(len(month), "demi-journée", feminine=True).capitalize()
        noon = timezone.make_aware(datetime.combine(month[-1], time(12)))
        found.append(Moment(noon, "list-checks", f"{told} de formation", kind="training"))
    return found


def _modules(person: Person) -> Steps[list[Moment]]:
    rows = ModuleResult.objects.filter(
        enrolment__application__person=person, validated_at__isnull=False
    ).select_related("module")
    found = yield from first(rows)
    return [
        Moment(row.validated_at, "check", "Module validé", str(row.module), kind="training")
        for row in found.rows
        if row.validated_at
    ]
