"""What the European funds put in the day and in the calendar of those who follow participants."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from crm.journeys.agenda import Dated
from crm.journeys.day import Block, Line
from crm.journeys.deadlines import Deadline
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.dates import day as written

from .models import Moment, Participation
from .windows import AFTER

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAY = ("crm_people.read_file", "crm_funding.change_participation")
A_BLOCK = 15


def _address(row: Participation) -> str:
    return f"{reverse('crm_participation', args=[row.pk])}#{row.next_moment}"


@stepwise
def forms_due(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    """The forms waited for from the people that a user follows."""
    if not user.has_perms(MAY):
        return []
    rows = Participation.objects.due_by(until).of_advisor(user.pk).select_related("person")
    found = yield from first(rows.order_by("next_due_on", "pk"))
    return [
        Deadline(
            row.next_due_on,
            f"Questionnaire européen de {row.person}",
            _address(row),
            f"{row.get_next_moment_display().capitalize()}, dossier n° {row.person.file_number}.",
        )
        for row in found.rows
        if row.next_due_on
    ]


@stepwise
def to_close(user: User, at: datetime) -> Steps[Block | None]:
    """The forms that nobody answered in time: « inchangé » or « injoignable », an advisor says which."""
    if not user.has_perms(MAY):
        return None
    today = timezone.localdate(at)
    due = Participation.objects.followed().of_advisor(user.pk)
    exits = due.filter(next_moment=Moment.EXIT, next_due_on__lte=today)
    later = due.filter(next_moment=Moment.SIX_MONTHS, next_due_on__lte=today - AFTER)
    rows = (exits | later).select_related("person").order_by("next_due_on", "pk")
    found = yield from first(rows, A_BLOCK)
    return Block(
        name="funding",
        heading="Questionnaires européens restés sans réponse",
        lines=[
            Line(
                label=str(row.person),
                url=_address(row),
                why=f"À clore : {row.get_next_moment_display()}, dossier n° {row.person.file_number}.",
                when=written(row.next_due_on, year=False),
                late=True,
            )
            for row in found.rows
            if row.next_due_on
        ],
        total=found.total,
        told=f"{counted(found.total, 'questionnaire européen', 'questionnaires européens')} à clore",
        url=f"{reverse('crm_funding_board')}?quand=late",
    )


def dates(user: User, start: date, end: date) -> list[Dated]:
    """The days by which the forms of a user's participants are due."""
    if not user.has_perms(MAY):
        return []
    rows = (
        Participation.objects.followed()
        .of_advisor(user.pk)
        .filter(next_due_on__gte=start, next_due_on__lt=end)
        .select_related("person")
    )
    return [
        Dated(
            f"fonds-europeen-{row.pk}-{row.next_moment}", row.person,
            f"Questionnaire européen, {row.get_next_moment_display()}",
            row.next_due_on, row.next_due_on + timedelta(days=1),
        )
        for row in rows
        if row.next_due_on
    ]  # fmt: skip
