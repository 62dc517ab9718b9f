"""The forms of a European fund, among what the file of a trainee should hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from crm.applications.expected import Held, stands
from crm.applications.models import Enrolment
from crm.funding.models import Participation
from crm.funding.operations import operations_of
from crm.registers.batch import Steps, first, stepwise
from editorial.dates import day


@stepwise
def forms(enrolments: Sequence[Enrolment], today: date) -> Steps[Mapping[int, Held]]:
    """For those whom an operation counts: the form that is waited for, and until when."""
    paid = yield from operations_of.steps({row.roster.session_id for row in enrolments})
    if not paid:
        return {}
    people = [row.application.person_id for row in enrolments]
    rows = Participation.objects.filter(
        person__in=people, operation__in=[one.pk for one in paid.values()]
    )
    read = yield from first(rows)
    theirs = {(row.person_id, row.operation_id): row for row in read.rows}
    found = {}
    for row in enrolments:
        operation = paid.get(row.roster.session_id)
        participation = theirs.get((row.application.person_id, operation.pk)) if operation else None
        if participation is not None:
            found[row.pk] = _held(participation, today)
    return found


def _held(row: Participation, today: date) -> Held:
    due = row.next_due_on
    what = row.get_next_moment_display().lower() if row.next_moment else ""
    return stands(
        not row.next_moment, due or today, today, told="complets",
        missing=f"formulaire « {what} » attendu{f' le {day(due)}' if due else ''}",
        url=reverse("crm_participation", args=[row.pk]),
    )  # fmt: skip
