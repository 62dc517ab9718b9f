"""How much is drawn, and what becomes of whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

SEED = 1911
SEATS = 15
# The file of the first person followed: what a file holds after years of exchanges.
THICK_FILE = 500


class Lot(Enum):
    """What became of somebody; a share of the open journeys where one is told."""

    CONTACT = "contact"
    QUALIFIED = "qualified"
    APPLICANT = "applicant"
    TRAINEE = "trainee"
    SETTLING = "settling"
    SETTLED = "settled"
    TRAINED = "trained"
    ALUMNUS = "alumnus"
    TURNED_AWAY = "turned away"
    PASSING = "passing"


# Of a hundred open journeys, in the order of their stages.
SHARES: dict[Lot, int] = {
    Lot.CONTACT: 30,
    Lot.QUALIFIED: 22,
    Lot.APPLICANT: 14,
    Lot.TRAINEE: 8,
    Lot.SETTLING: 8,
    Lot.SETTLED: 8,
    Lot.TRAINED: 10,
}
FAMILIES = {Lot.SETTLING, Lot.SETTLED}
IN_A_SESSION = (Lot.TRAINEE, Lot.TRAINED, Lot.ALUMNUS, Lot.TURNED_AWAY)
# For a hundred people.
A_HUNDRED = {
    "bookings": 20,
    "visits": 5,
    "residences": 1,
    "appointments": 25,
    "letters": 100,
    "recipients": 2,
    "subscribers": 10,
    "consents": 20,
    "journalists": 1,
    "registrations": 10,
}
MAILINGS = 10


@dataclass(frozen=True)
class Sizes:
    """How much is written. What is not told here follows the number of people, by A_HUNDRED.

    people      files
    journeys    those that are open
    enrolments  seats ever taken, the past ones included
    journal     lines of the journal beside those of what is written
    news        items of news added to those of the site
    """

    people: int
    journeys: int
    enrolments: int
    journal: int = 0
    news: int = 0

    def of(self, what: str) -> int:
        """How many rows of A_HUNDRED, one at least."""
        return max(1, self.people * A_HUNDRED[what] // 100)

    def lots(self) -> list[Lot]:
        """One lot a person, those with an open journey first."""
        drawn = [lot for lot, share in SHARES.items() for _ in range(self.journeys * share // 100)]
        drawn += [Lot.CONTACT] * (self.journeys - len(drawn))
        seated = sum(lot in {Lot.TRAINEE, Lot.TRAINED} for lot in drawn)
        rest = self.people - len(drawn)
        alumni = min(max(self.enrolments - seated, 0), rest)
        drawn += [Lot.ALUMNUS] * alumni
        turned_away = min(alumni // 2, rest - alumni)
        drawn += [Lot.TURNED_AWAY] * turned_away
        return drawn + [Lot.PASSING] * (self.people - len(drawn))
