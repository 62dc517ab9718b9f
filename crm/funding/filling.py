"""A form being filled, by its person or with them: its steps, what is known, where it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from crm.people.models import ContactKind, ProfessionalStatus
from territory.models import Commune

from . import questions
from .answers import draft_of, in_force, sensitive_of
from .models import AnswerSet, Moment, Participation
from .questions import Form, Question, Step

SITUATIONS = {
    ProfessionalStatus.UNEMPLOYED: "unemployed",
    ProfessionalStatus.LONG_UNEMPLOYED: "long_unemployed",
    ProfessionalStatus.INACTIVE: "inactive",
    ProfessionalStatus.TRAINING: "training",
    ProfessionalStatus.EMPLOYEE: "employed",
    ProfessionalStatus.SELF_EMPLOYED: "self_employed",
}


@dataclass
class Filling:
    row: Participation
    moment: Moment

    @cached_property
    def draft(self) -> AnswerSet | None:
        return draft_of(self.row, self.moment)

    @cached_property
    def signed(self) -> AnswerSet | None:
        """The answers in force, None while there are none or while they are being corrected."""
        return None if self.draft else in_force(self.row, self.moment)

    @cached_property
    def form(self) -> Form:
        code = (
            self.draft.form_version if self.draft else questions.current(timezone.localdate()).code
        )
        return questions.version(code).form(self.moment)

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.form.steps

    def known(self, step: Step) -> dict[str, Any]:
        """What was answered at a step, else what the file says: only a proposal until it is kept."""
        if step.sensitive:
            return sensitive_of(self.draft) if self.draft else {}
        proposed = proposal(self.row) if self.moment == Moment.ENTRY else {}
        return {**proposed, **(self.draft.answers if self.draft else {})}

    def start(self) -> int:
        """The number of the first step that lacks something; the signature when none does."""
        if self.draft is None:
            return 1
        for number, step in enumerate(self.steps, 1):
            given = sensitive_of(self.draft) if step.sensitive else self.draft.answers
            if step.lacks(given):
                return number
        return len(self.steps) + 1

    def recap(self) -> list[tuple[int, str, list[tuple[str, str]]]]:
        """Every answer to read again: number of the step, its title, (question, answer)."""
        return [
            (number, step.title, told(step.questions, self._given(step)))
            for number, step in enumerate(self.steps, 1)
        ]

    def _given(self, step: Step) -> dict[str, Any]:
        if self.draft is None:
            return {}
        return sensitive_of(self.draft) if step.sensitive else self.draft.answers


def told(asked: Any, answers: dict[str, Any]) -> list[tuple[str, str]]:
    """Questions and answers as they are read, communes and days in words."""
    return [(one.label, _said(one, answers.get(one.code))) for one in asked]


def _said(question: Question, answer: Any) -> str:
    if question.kind == "commune" and answer and answer != questions.UNKNOWN:
        commune = Commune.objects.filter(pk=answer).first()
        return f"{commune.name} ({commune.department})" if commune else str(answer)
    if question.kind == "day" and answer and answer != questions.UNKNOWN:
        year, month, day = str(answer).split("-")
        return f"{day}/{month}/{year}"
    return question.told(answer)


def proposal(row: Participation) -> dict[str, Any]:
    """What the file of somebody proposes as answers to their entry."""
    person = row.person
    points = {point.kind: str(point) for point in person.contact_points.filter(is_primary=True)}
    known = {
        "sex": person.civility,
        "commune": person.commune_id,
        "phone": points.get(ContactKind.PHONE),
        "email": points.get(ContactKind.EMAIL),
        "labour_status": SITUATIONS.get(ProfessionalStatus(person.professional_status)),
    }
    return {code: value for code, value in known.items() if value}
