"""The documents of a session: those of the whole group, those of each, and what is still lacking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crm.applications import expected
from crm.applications.expected import Held, Line, Standing
from crm.applications.models import Enrolment
from crm.registers.batch import Steps, first, stepwise
from training.models import Session

from .models import OF_A_PERSON, OF_A_SESSION, Document, DocumentKind, Production
from .models.kinds import counted_documents
from .rules import MADE_IN


@dataclass(frozen=True)
class OfTheSession:
    kind: DocumentKind
    document: Document | None


@dataclass(frozen=True)
class OfEach:
    """A document of a person: how many of the group have it, how many still should."""

    kind: DocumentKind
    made: int
    left: int
    shared: int
    production: Production | None

    @property
    def left_told(self) -> str:
        return counted_documents(self.left, self.kind)


@dataclass(frozen=True)
class Trainee:
    """Somebody, with the label of each line and where it stands; what is lacking comes first."""

    enrolment: Enrolment
    held: list[tuple[str, Held]]

    @property
    def lacking(self) -> list[tuple[str, Held]]:
        return [pair for pair in self.held if pair[1].standing != Standing.HELD]

    @property
    def late(self) -> bool:
        return any(held.standing == Standing.LATE for _, held in self.held)


def of_the_session(session: Session) -> list[OfTheSession]:
    rows = Document.objects.current().filter(session=session, enrolment__isnull=True)
    made = {row.kind: row for row in rows.defer("facts")}
    return [OfTheSession(kind, made.get(kind)) for kind in OF_A_SESSION]


def of_each(session: Session) -> list[OfEach]:
    """Three queries, whatever the size of the group. A document that nobody needs yet is left out."""
    rows = Document.objects.current().filter(session=session, enrolment__isnull=False)
    made: dict[str, dict[int, bool]] = {}
    for kind, pk, shared_at in rows.order_by().values_list("kind", "enrolment", "shared_at"):
        made.setdefault(kind, {})[pk] = bool(shared_at)
    running = {
        row.kind: row for row in Production.objects.filter(session=session, ended_at__isnull=True)
    }
    states = list(Enrolment.objects.filter(roster__session=session).values_list("pk", "state"))
    found = []
    for kind in OF_A_PERSON:
        have = made.get(kind, {})
        left = sum(state in MADE_IN[kind] and pk not in have for pk, state in states)
        if have or left:
            found.append(OfEach(kind, len(have), left, sum(have.values()), running.get(kind)))
    return found


@stepwise
def trainees(sessions: Iterable[Session], today: date) -> Steps[list[Trainee]]:
    """Who follows or followed some sessions, with what their file should hold."""
    asked = (
        Enrolment.objects.filter(roster__session__in=sessions)
        .filter(application__person__anonymised_at__isnull=True)
        .select_related("application__person", "seat", "roster__session__course")
        .order_by("seat__number", "offered_at", "pk")
    )
    read = yield from first(asked)
    rows = read.rows
    told = yield from expected.lines.steps(rows, today)
    found = [Trainee(row, _held(row, told)) for row in rows]
    return [one for one in found if one.held]


def _held(row: Enrolment, told: list[Line]) -> list[tuple[str, Held]]:
    pairs = [(line.label, line.held[row.pk]) for line in told if row.pk in line.held]
    return sorted(pairs, key=lambda pair: pair[1].standing == Standing.HELD)
