"""What questionnaires tell, of a session, of a course, of the public. Never of fewer than three people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Avg, Count

from crm.applications.models import Enrolment, EnrolmentState
from crm.registers.calendar import add_months
from training.models import Course, Session

from .models import (
    Answer,
    Invitation,
    InvitationState,
    Moment,
    Question,
    QuestionKind,
    Response,
    Role,
)

# Months over which a published rate is counted.
PUBLISHED_OVER = 36


def enough(number: int) -> bool:
    return number >= int(settings.SMALLEST_PUBLISHED_COUNT)


@dataclass(frozen=True)
class Told:
    """What was answered to a question. `shares` are (label, count, whole percent)."""

    question: Question
    number: int
    average: float | None = None
    shares: list[tuple[str, int, int]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Results:
    """One moment: how many were asked, answered, refused. `told` is empty under three answers."""

    moment: Moment
    asked: int
    answered: int
    refused: int
    told: list[Told]

    @property
    def hidden(self) -> bool:
        return not self.told and self.answered > 0


def results_of(sessions: Iterable[Session], *, comments: bool) -> list[Results]:
    """The results of some sessions taken together, a moment each. The number of queries is constant."""
    ids = [session.pk for session in sessions]
    states = Counter(
        Invitation.objects.filter(enrolment__roster__session__in=ids).values_list("moment", "state")
    )
    answered = dict(
        Response.objects.filter(session__in=ids)
        .values_list("question_set__moment")
        .annotate(Count("pk"))
        .order_by()
    )
    shown = [moment for moment in Moment if enough(answered.get(moment, 0))]
    told = _told(ids, shown, comments=comments)
    return [
        Results(
            moment,
            sum(number for (when, _), number in states.items() if when == moment),
            answered.get(moment, 0),
            states[moment.value, InvitationState.REFUSED.value],
            told.get(moment, []),
        )
        for moment in Moment
    ]


def _told(ids: list[int], moments: list[Moment], *, comments: bool) -> dict[str, list[Told]]:
    """A question is shown once three people answered it; a version with fewer answers stays silent."""
    rows = Answer.objects.filter(
        response__session__in=ids, question__question_set__moment__in=moments
    )
    values: dict[int, list[int]] = {}
    for pk, value in rows.filter(value__isnull=False).values_list("question", "value"):
        if value is not None:
            values.setdefault(pk, []).append(value)
    texts: dict[int, list[str]] = {}
    # In the order of keys drawn at random: nothing tells who wrote before whom.
    for pk, text in rows.exclude(text="").order_by("pk").values_list("question", "text"):
        texts.setdefault(pk, []).append(text)
    found: dict[str, list[Told]] = {}
    for question in (
        Question.objects.filter(pk__in=[*values, *texts], question_set__moment__in=moments)
        .select_related("question_set")
        .order_by("-question_set__version", "number")
    ):
        given = values.get(question.pk, []) or texts.get(question.pk, [])
        if enough(len(given)) and (comments or question.kind != QuestionKind.TEXT):
            found.setdefault(question.question_set.moment, []).append(_one(question, given))
    return found


def _one(question: Question, given: list[Any]) -> Told:
    number = len(given)
    if question.kind == QuestionKind.TEXT:
        return Told(question, number, comments=given)
    counts = Counter(given)
    labels = _labels(question)
    shares = [(label, counts[value], _percent(counts[value], number)) for value, label in labels]
    average = sum(given) / number if question.kind == QuestionKind.SCALE else None
    return Told(question, number, average, shares)


def _labels(question: Question) -> list[tuple[int, str]]:
    if question.kind == QuestionKind.SCALE:
        return [(mark, str(mark)) for mark in range(1, 6)]
    if question.kind == QuestionKind.YES_NO:
        return [(1, "Oui"), (0, "Non")]
    return list(enumerate(question.options))


def _percent(part: int, whole: int) -> int:
    return int(100 * part / whole + 0.5) if whole else 0


@dataclass(frozen=True)
class Rate:
    """A published rate. `number` is that of the people it is drawn from; `shown` is "" under three."""

    label: str
    number: int
    shown: str


@dataclass(frozen=True)
class Rates:
    since: date
    until: date
    rates: list[Rate]


def rates_of(course: Course, today: date) -> Rates:
    """What the public reads of a course: its sessions that ended within three years."""
    since = add_months(today, -PUBLISHED_OVER)
    sessions = list(
        Session.objects.standing()
        .filter(course=course, ends_on__gt=since, ends_on__lte=today)
        .values_list("pk", flat=True)
    )
    rates = [_satisfaction(sessions), _success(sessions), _insertion(sessions)]
    return Rates(since, today, [rate for rate in rates if rate.number])


def _satisfaction(sessions: list[int]) -> Rate:
    told = Answer.objects.filter(
        response__session__in=sessions,
        question__role=Role.SATISFACTION,
        question__question_set__moment=Moment.HOT,
    ).aggregate(number=Count("response", distinct=True), mean=Avg("value"))
    number = told["number"]
    mark = f"{told['mean']:.1f}".replace(".", ",") if enough(number) else ""
    return Rate("Satisfaction à la fin", number, f"{mark} sur 5" if mark else "")


def _success(sessions: list[int]) -> Rate:
    ended = [EnrolmentState.COMPLETED, EnrolmentState.ABANDONED]
    rows = Enrolment.objects.filter(roster__session__in=sessions, state__in=ended)
    counts = Counter(rows.values_list("state", flat=True))
    return _share("Formation menée à terme", counts[ended[0].value], sum(counts.values()))


def _insertion(sessions: list[int]) -> Rate:
    rows = Answer.objects.filter(
        response__session__in=sessions,
        question__role=Role.INSERTION,
        question__question_set__moment=Moment.COLD_6,
        value__isnull=False,
    ).select_related("question")
    given = [row.value in row.question.counted for row in rows]
    return _share("En activité six mois après", sum(given), len(given))


def _share(label: str, part: int, whole: int) -> Rate:
    """In whole percent. One or two people, on either side, are not told apart."""
    sides = (part, whole - part)
    told = enough(whole) and all(side == 0 or enough(side) for side in sides)
    return Rate(label, whole, f"{_percent(part, whole)}\N{NO-BREAK SPACE}%" if told else "")
