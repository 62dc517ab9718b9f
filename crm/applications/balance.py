"""How a group is made up, while it is being made up: seats, origins, gender, situation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from crm.people.models import Civility, ProfessionalStatus
from territory.models import EXOGENOUS, Origin
from training.models import Session

from .models import SEATED, Application, Enrolment

# One of them, then several.
GENDERS = {
    Civility.MADAM: ("femme", "femmes"),
    Civility.SIR: ("homme", "hommes"),
    Civility.UNSAID: ("non précisé", "non précisés"),
}


@dataclass(frozen=True)
class Balance:
    """The make-up of the seats held, or proposed.

    least, capacity   places that a group takes, at least and at most
    over       how many more than the capacity
    share      whole percent of `exogenous` among `known`, None when no origin is known
    origins, genders, situations   (label, count), those that are not empty
    """

    least: int
    capacity: int
    taken: int
    left: int
    over: int
    exogenous: int
    known: int
    origins: list[tuple[str, int]]
    genders: list[tuple[str, int]]
    situations: list[tuple[str, int]]

    @property
    def share(self) -> int | None:
        return round(100 * self.exogenous / self.known) if self.known else None


def balance_of(
    session: Session, plus: Application | Iterable[Application] | None = None
) -> Balance:
    """Return the make-up of a session, in one query; with somebody more, or several, when told."""
    more = [plus] if isinstance(plus, Application) else list(plus or [])
    held = list(
        Enrolment.objects.filter(roster__session=session, state__in=SEATED)
        .exclude(application__in=more)
        .values_list(
            "application__origin", "application__status_at_entry", "application__person__civility"
        )
    )
    held += [(row.origin, row.status_at_entry, row.person.civility) for row in more]
    return _count(session, held)


def _count(session: Session, held: list[tuple[str, str, str]]) -> Balance:
    capacity = session.seats_max
    origins = Counter(origin for origin, _, _ in held)
    known = len(held) - origins[Origin.UNKNOWN]
    return Balance(
        least=session.seats_min,
        capacity=capacity,
        taken=len(held),
        left=max(0, capacity - len(held)),
        over=max(0, len(held) - capacity),
        exogenous=sum(origins[origin] for origin in EXOGENOUS),
        known=known,
        origins=_named(origins, Origin.choices),
        genders=_gendered(Counter(civility for _, _, civility in held)),
        situations=_named(Counter(status for _, status, _ in held), ProfessionalStatus.choices),
    )


def _gendered(counted: Counter[str]) -> list[tuple[str, int]]:
    found = ((one, several, counted[value]) for value, (one, several) in GENDERS.items())
    return [(one if count == 1 else several, count) for one, several, count in found if count]


def _named(counted: Counter[str], choices: Iterable[tuple[str, object]]) -> list[tuple[str, int]]:
    return [(str(label), counted[value]) for value, label in choices if counted[value]]
