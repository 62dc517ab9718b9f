"""How many came in, how many are still expected, how many the house holds."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from crm.registers.words import counted
from crm.registrations.models import EditionSeat, Participant, RegistrationState
from forum.models import Edition

COMES = Q(registration__state=RegistrationState.CONFIRMED, left_at__isnull=True)
INSIDE = Q(check_ins__isnull=False, check_ins__undone_at__isnull=True)


@dataclass(frozen=True)
class House:
    """inside: who came in; expected: who holds a place and did not come yet; free: seats of nobody."""

    inside: int
    expected: int
    capacity: int | None
    free: int

    @property
    def full(self) -> str:
        """Why nobody else should be let in, in French; "" while there is room."""
        if self.capacity is None:
            return ""
        if self.inside >= self.capacity:
            many = "s" if self.capacity > 1 else ""
            return f"{self.inside} dans les murs pour {self.capacity} place{many}."
        if self.free:
            return ""
        if not self.expected:
            return "Toutes les places sont prises."
        awaited = counted(self.expected, "personne", feminine=True)
        return f"Toutes les places sont retenues : on attend encore {awaited}."

    @property
    def over(self) -> bool:
        return self.capacity is not None and self.inside > self.capacity


def house_of(edition: Edition) -> House:
    """Two queries."""
    people = Participant.objects.filter(registration__edition=edition)
    told = people.aggregate(
        inside=Count("pk", filter=INSIDE), all=Count("pk", filter=COMES, distinct=True),
        come=Count("pk", filter=COMES & INSIDE),
    )  # fmt: skip
    held = EditionSeat.objects.filter(roster__edition=edition, participant__isnull=False)
    return House(
        inside=told["inside"], expected=told["all"] - told["come"], capacity=edition.capacity,
        free=max(0, (edition.capacity or 0) - held.count()),
    )  # fmt: skip


def states_of(edition: Edition) -> dict[str, int]:
    """How many people stand in each state of registration, those who gave up apart. One query."""
    rows = Participant.objects.filter(registration__edition=edition, left_at__isnull=True)
    counts = rows.order_by().values_list("registration__state").annotate(many=Count("pk"))
    return {state.value: 0 for state in RegistrationState} | dict(counts)
