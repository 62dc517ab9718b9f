"""How long a file is kept, and why. The longest of the clocks that run decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from crm.registers.calendar import add_months


@dataclass(frozen=True)
class Clock:
    code: str
    label: str
    months: int
    why: str
    ground: str
    source: str

    def from_day(self, day: date) -> date:
        return add_months(day, self.months)


PUBLIC_INTEREST = "Mission d’intérêt public (RGPD, article 6-1-e)"

_CLOCKS = [
    Clock(
        "contact",
        "Contact, ou candidature en attente",
        36,
        "Trois ans après le dernier signe venu de la personne : durée de référence de la CNIL pour un contact.",
        PUBLIC_INTEREST,
        "CNIL, durées de conservation : trois ans après le dernier contact venu de la personne.",
    ),
    Clock(
        "closed",
        "Candidature refusée ou retirée",
        24,
        "Deux ans après la décision : le temps d’une réclamation ou d’une nouvelle candidature.",
        PUBLIC_INTEREST,
        "Choix de la collectivité, à valider avec le délégué à la protection des données.",
    ),
    Clock(
        "trained",
        "Formation suivie",
        60,
        "Cinq ans après la sortie, à défaut d’un terme fixé par un financeur : contrôle du service fait.",
        PUBLIC_INTEREST,
        "Code du travail, contrôle de la formation professionnelle ; à valider avec le délégué.",
    ),
    Clock(
        "supported",
        "Accompagnement",
        36,
        "Trois ans après la fin de l’accompagnement : le temps de mesurer ce qu’il a produit.",
        PUBLIC_INTEREST,
        "Choix de la collectivité, à valider avec le délégué à la protection des données.",
    ),
]


def clocks() -> dict[str, Clock]:
    """The clocks, their lengths changed by `settings.RETENTION_MONTHS` where it names them."""
    changed: dict[str, int] = getattr(settings, "RETENTION_MONTHS", {})
    return {
        clock.code: replace(clock, months=changed.get(clock.code, clock.months))
        for clock in _CLOCKS
    }


@dataclass(frozen=True)
class PersonFacts:
    """What a person's clocks depend on.

    heard_on       last sign that came from the person
    waiting        an application is still to be decided
    closed_on      last application refused or withdrawn
    trained_until  end of the last training in which a place was held
    plan_until     end of the last support plan
    plan_held      a plan is suspended: its end is not known
    funder_until   end of the hold of the last operation that counts them, whose length the fund sets
    funder_held    an operation counts them whose last payment is not known
    """

    heard_on: date
    waiting: bool = False
    closed_on: date | None = None
    trained_until: date | None = None
    plan_until: date | None = None
    plan_held: bool = False
    funder_until: date | None = None
    funder_held: bool = False


def running(facts: PersonFacts) -> dict[str, date]:
    """Return the last day of each clock that runs. A sign of life after everything else starts « contact »."""
    known = clocks()
    started = {
        "closed": facts.closed_on,
        "trained": facts.trained_until,
        "supported": facts.plan_until,
    }
    found = {code: known[code].from_day(day) for code, day in started.items() if day}
    latest = max((day for day in (facts.closed_on, facts.trained_until) if day), default=None)
    if facts.waiting or latest is None or facts.heard_on > latest:
        found["contact"] = known["contact"].from_day(facts.heard_on)
    return found


def keeps_until(facts: PersonFacts) -> date | None:
    """Return the last day on which a file may be kept, None while nobody can tell."""
    if facts.plan_held or facts.funder_held:
        return None
    ends = [*running(facts).values(), facts.funder_until]
    return max(day for day in ends if day)
