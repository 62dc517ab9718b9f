"""A participation as it is read: its three moments, with what was answered, what lacks and the days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from . import questions
from .answers import about_of, lacks, sensitive_of
from .conclusions import ATTEMPTS, may_conclude_from
from .filling import told
from .mapping import Facts, age, zone
from .models import AnswerSet, Attempt, Moment, Participation
from .windows import Window, window


@dataclass(frozen=True)
class Version:
    """One signed set of answers. `said`: (question, answer), the sensitive ones only when asked for."""

    answers: AnswerSet
    said: list[tuple[str, str]]
    apart: list[tuple[str, str]]


@dataclass(frozen=True)
class Part:
    moment: Moment
    window: Window | None
    versions: list[Version]
    draft: AnswerSet | None
    lacks: list[str]
    attempts: list[Attempt] = field(default_factory=list)
    derived: list[tuple[str, str]] = field(default_factory=list)
    waited: bool = False
    late: bool = False
    may_conclude: bool = False
    concludes_on: date | None = None

    @property
    def current(self) -> Version | None:
        return self.versions[-1] if self.versions else None

    @property
    def former(self) -> list[Version]:
        return self.versions[-2::-1] if len(self.versions) > 1 else []

    @property
    def attempts_left(self) -> int:
        return max(0, ATTEMPTS - len(self.attempts))


def parts(row: Participation, day: date, *, apart: bool) -> list[Part]:
    """The three moments of a participation. `apart` is for who may read the sensitive answers."""
    sets = list(
        row.answer_sets.select_related("filled_by", "paper").order_by(
            "signed_at", "filled_at", "pk"
        )
    )
    attempts = list(row.attempts.select_related("by"))
    return [_part(row, moment, sets, attempts, day, apart) for moment in Moment]


def _part(
    row: Participation,
    moment: Moment,
    sets: list[AnswerSet],
    attempts: list[Attempt],
    day: date,
    apart: bool,
) -> Part:
    of_moment = [one for one in sets if one.moment == moment]
    # Nobody signs what a register told: it is read as it is.
    past = row.operation.historical
    signed = [one for one in of_moment if one.signed_at or past]
    draft = next((one for one in of_moment if not one.signed_at and not past), None)
    asked = window(moment, row.entry_on, row.exit_on)
    about = about_of(row, moment)
    closing = may_conclude_from(row, moment)
    waited = row.next_moment == moment and (asked is None or day >= asked.opens_on)
    return Part(
        moment=moment,
        window=asked,
        versions=[_version(one, apart) for one in signed],
        draft=draft,
        lacks=_lacks(row, moment, draft) if waited or draft else [],
        attempts=[one for one in attempts if one.moment == moment and one.about == about],
        derived=_derived(row, signed) if moment == Moment.ENTRY and signed else [],
        waited=waited,
        late=waited and asked is not None and asked.due_on < day,
        may_conclude=waited and closing is not None and day >= closing,
        concludes_on=closing,
    )


def _lacks(row: Participation, moment: Moment, draft: AnswerSet | None) -> list[str]:
    if draft:
        return lacks(draft)
    return questions.current(about_of(row, moment)).form(moment).lacks({}, {})


def _version(answers: AnswerSet, apart: bool) -> Version:
    form = questions.version(answers.form_version).form(answers.moment)
    asked = [one for one in form.questions() if one.code in answers.answers]
    hidden = list(form.questions(sensitive=True)) if apart else []
    return Version(
        answers,
        told(asked, answers.answers),
        told(hidden, sensitive_of(answers)) if hidden else [],
    )


def _derived(row: Participation, signed: list[AnswerSet]) -> list[tuple[str, str]]:
    """What is worked out and never asked."""
    facts = Facts(row, entry=signed[-1].answers)
    years, where = age(facts), {"rural": "rurale", "urban": "urbaine"}.get(zone(facts), "")
    found = [("Âge à l’entrée", f"{years} ans" if years is not None else ""), ("Zone", where)]
    return [pair for pair in found if pair[1]]
