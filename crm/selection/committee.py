"""A session as its committee sees it: who may be chosen, how they were read, what the group becomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from crm.applications.balance import GENDERS, Balance, balance_of
from crm.applications.models import Application
from crm.people.models import Civility, HouseholdMember
from training.models import Session

from .examinations import READERS, current, sent_readings, waits_for
from .forms_committee import ChoiceForm
from .models import Examination, Outcome, Proposal, ProposalLine, Reading, ReadingState
from .proposals import CANDIDATES, Choice

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Candidate:
    """One row of the committee.

    score   None when nobody marked it, or when `hidden`: who must still read it sees nothing of it
    sent    readings that are in, of the `asked` ones
    """

    application: Application
    form: ChoiceForm
    examination: Examination | None
    hidden: bool
    score: Decimal | None
    sent: int
    asked: int
    to_settle: bool
    line: ProposalLine | None
    beside: str = ""  # who of the same household is a candidate too

    @property
    def gender(self) -> str:
        """« femme », « homme », « genre non précisé »."""
        civility = Civility(self.application.person.civility)
        one, _ = GENDERS[civility]
        return one if civility else f"genre {one}"

    @property
    def chosen(self) -> str:
        return str(self.form["outcome"].value() or "")

    @property
    def rank(self) -> str:
        value = self.form["rank"].value()
        return "" if value is None else str(value)

    @property
    def errors(self) -> list[str]:
        """What is wrong with what was typed for it."""
        if not self.form.is_bound:
            return []
        return [str(error) for errors in self.form.errors.values() for error in errors]


def rows_of(
    applications: list[Application],
    forms: dict[int, ChoiceForm],
    lines: dict[int, ProposalLine],
    user: User,
) -> list[Candidate]:
    """The candidates, the best mark first; those that the reader must not see come last."""
    examinations = current(applications)
    rows = [
        _candidate(row, forms[row.pk], examinations.get(row.pk), lines.get(row.pk), user)
        for row in applications
    ]
    ranked = sorted(
        rows,
        key=lambda row: (
            row.hidden,
            row.score is None,
            -(row.score or Decimal(0)),
            row.application.pk,
        ),
    )
    return _side_by_side(ranked)


def _side_by_side(rows: list[Candidate]) -> list[Candidate]:
    """Those who live together stand together, where the best marked of them does."""
    people = [row.application.person_id for row in rows]
    lived_in = HouseholdMember.objects.filter(person__in=people, ends_on__isnull=True)
    homes = dict(lived_in.values_list("person", "household"))
    together: dict[object, list[Candidate]] = {}
    for row in rows:
        person = row.application.person_id
        # Who lives alone, or in no household that is known, stands alone.
        together.setdefault(homes.get(person, ("alone", person)), []).append(row)
    return [
        replace(row, beside=", ".join(str(o.application.person) for o in group if o is not row))
        for group in together.values()
        for row in group
    ]


def _candidate(
    row: Application,
    form: ChoiceForm,
    examination: Examination | None,
    line: ProposalLine | None,
    user: User,
) -> Candidate:
    if examination is None:
        return Candidate(row, form, None, False, None, 0, READERS, False, line)
    hidden = waits_for(examination, user)
    standing = [one for one in examination.readings.all() if one.state != ReadingState.EXCUSED]
    return Candidate(
        application=row,
        form=form,
        examination=examination,
        hidden=hidden,
        score=None if hidden else examination.final,
        sent=len(sent_readings(examination)),
        asked=max(READERS, len(standing)),
        to_settle=examination.to_settle and not hidden,
        line=line,
    )


def lines_of(proposal: Proposal) -> dict[int, ProposalLine]:
    """What is proposed and not decided yet, by application id."""
    if proposal.revision == 0:
        return {}
    return {row.application_id: row for row in proposal.lines.to_decide()}


def group_with(
    session: Session, applications: list[Application], choices: dict[int, Choice]
) -> Balance:
    """What the group becomes when those whom it is proposed to admit join those who hold a seat."""
    admitted = [
        row
        for row in applications
        if row.pk in choices and choices[row.pk].outcome == Outcome.ADMITTED
    ]
    return balance_of(session, plus=admitted)


@dataclass(frozen=True)
class Tally:
    """A session in the list of those to compose. Counts of applications, then of readings."""

    session: Session
    candidates: int
    proposed: int
    given: int
    sent: int


def tallies(sessions: list[Session]) -> list[Tally]:
    """Four queries, whatever their number."""
    ids = [row.pk for row in sessions]
    standing = Application.objects.filter(session__in=ids, state__in=CANDIDATES, archived=False)
    candidates = _counts(standing.values_list("session"))
    lines = ProposalLine.objects.to_decide().filter(proposal__session__in=ids)
    proposed = _counts(lines.values_list("proposal__session"))
    readings = Reading.objects.standing().filter(
        examination__application__session__in=ids,
        examination__application__state__in=CANDIDATES,
    )
    sent = Q(state=ReadingState.SENT)
    read = {
        pk: (given, done)
        for pk, given, done in readings.values_list("examination__application__session")
        .annotate(given=Count("pk"), done=Count("pk", filter=sent))
        .order_by()
    }
    return [
        Tally(row, candidates.get(row.pk, 0), proposed.get(row.pk, 0), *read.get(row.pk, (0, 0)))
        for row in sessions
    ]


def _counts(rows: object) -> dict[int, int]:
    return dict(rows.annotate(n=Count("pk")).order_by())  # type: ignore[attr-defined]
