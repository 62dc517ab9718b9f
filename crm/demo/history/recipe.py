"""What the history holds. Every figure of the published table is counted from rows made after these lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

COURSE = "teletravail-independant"
FIRST_DAY = date(2007, 1, 3)
PUBLISHED = [date(2009, 11, 5), date(2011, 3, 23)]


@dataclass(frozen=True)
class Cohort:
    """A session and those who applied to it.

    registered  people who apply for the first time
    admitted    those who get a place; they all confirm it
    started     those who came on the first day
    exogenous   those of them who come from another region or from abroad
    early       those of them who create an activity before the first publication
    late        those who create one after it
    families    those from outside whose household settles
    """

    label: str
    registered: int
    admitted: int
    started: int
    exogenous: int
    early: int = 0
    late: int = 0
    families: int = 0


COHORTS = [
    Cohort("printemps 2007", 40, 14, 14, 0, early=6),
    Cohort("automne 2007", 52, 15, 15, 9, early=6),
    Cohort("hiver 2008", 58, 14, 14, 11, early=5, families=2),
    Cohort("automne 2008", 62, 15, 15, 12, early=5, families=2),
    Cohort("hiver 2009", 66, 15, 15, 13, early=4, late=1, families=1),
    Cohort("printemps 2009", 70, 14, 14, 13, early=3, late=2, families=1),
    Cohort("automne 2009", 52, 12, 11, 8, late=2, families=1),
    Cohort("printemps 2010", 25, 13, 11, 8, late=1, families=1),
    Cohort("automne 2010", 25, 12, 11, 7, late=1),
]

# In the second cohort one creator is local; in the first all are. Later ones come from outside.
LOCAL_CREATORS = {"printemps 2007": 6, "automne 2007": 1}
# Locals without work who find a job by telework: they are the three employees of the telecentre.
HIRED = {"printemps 2007": 2, "automne 2007": 1}
ABANDONED = {"hiver 2008": 1, "hiver 2009": 1, "automne 2010": 1}
# Each session from the second on sees two people of the one before try again.
APPLY_AGAIN = 2


@dataclass(frozen=True)
class Family:
    moved_in: date
    adults: int
    children: int
    schooled: int
    minors: tuple[tuple[int, str], ...] = ()


FAMILIES = [
    Family(date(2009, 2, 14), 2, 2, 2, ((1999, "CE2"), (1996, "6e"))),
    Family(date(2009, 4, 25), 2, 1, 1, ((2001, "CP"),)),
    Family(date(2009, 8, 22), 1, 0, 0),
    Family(date(2009, 10, 31), 2, 2, 2, ((2003, "maternelle"), (2000, "CE2"))),
    Family(date(2010, 2, 20), 1, 1, 0, ((2009, ""),)),
    Family(date(2010, 7, 10), 2, 1, 1, ((1998, "6e"),)),
    Family(date(2010, 10, 30), 1, 0, 0),
    Family(date(2011, 2, 26), 1, 0, 0),
]

REGULARS = 10
OCCASIONALS = 6
PRESENT_FROM, PRESENT_UNTIL = date(2010, 11, 15), date(2011, 3, 23)
