"""A month at a glance: who owes what, who has their statement, whose statement no longer says what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm.people.models import Person

from ..bookings.words import euros
from ..models import MonthStatement
from .drafting import Draft, drafts

DUE, ISSUED, MOVED, NOTHING = "due", "issued", "moved", "nothing"


@dataclass(frozen=True)
class Row:
    """A person of the month.

    draft      what they owe as it stands now, None when they hold nothing any more
    statement  the one that counts, None before it is issued
    """

    person: Person
    draft: Draft | None
    statement: MonthStatement | None

    @property
    def state(self) -> str:
        if self.statement is not None:
            now = self.draft.written() if self.draft else []
            return ISSUED if now == self.statement.lines else MOVED
        return NOTHING if self.draft is None or self.draft.is_free else DUE

    @property
    def told(self) -> str:
        """« 1 Mois, un à deux jours par semaine ; 3 demi-journées offertes pendant l’accompagnement »"""
        lines = self.draft.lines if self.draft else []
        return "\u00a0; ".join(f"{line.quantity} {line.label.lower()}" for line in lines)

    @property
    def total(self) -> str:
        return euros(self.cents)

    @property
    def now(self) -> str:
        """What is owed as it stands, where the statement says something else."""
        return euros(self.draft.total_cents if self.draft else 0)

    @property
    def cents(self) -> int:
        if self.statement is not None:
            return self.statement.total_cents
        return self.draft.total_cents if self.draft else 0


@dataclass(frozen=True)
class Month:
    rows: list[Row]

    def counted(self, state: str) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def total(self) -> str:
        return euros(sum(row.cents for row in self.rows))

    @property
    def unsent(self) -> int:
        return sum(bool(row.statement and row.statement.sent_at is None) for row in self.rows)


def month_of(month: date) -> Month:
    """The people of a month by name. As many queries for two of them as for fifty."""
    owed = drafts(month)
    issued = {row.person_id: row for row in MonthStatement.objects.current().filter(month=month)}
    people = Person.objects.filter(pk__in={*owed, *issued})
    return Month(
        [
            Row(person, owed.get(person.pk), issued.get(person.pk))
            for person in people.order_by("last_name", "first_name", "pk")
        ]
    )
