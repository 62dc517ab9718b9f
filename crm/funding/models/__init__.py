from .answers import AnswerSet, Attempt, Conclusion, Means, SensitiveAnswers, Source
from .operations import Fund, FundedSession, Operation, held_until
from .participations import (
    AFTER_EXIT,
    PARTICIPATION_PATHS,
    Moment,
    Outcome,
    Participation,
    ParticipationQuerySet,
    ParticipationState,
    Spell,
)
from .transmissions import Transmission, TransmittedRow

__all__ = [
    "AFTER_EXIT",
    "PARTICIPATION_PATHS",
    "AnswerSet",
    "Attempt",
    "Conclusion",
    "Fund",
    "FundedSession",
    "Means",
    "Moment",
    "Operation",
    "Outcome",
    "Participation",
    "ParticipationQuerySet",
    "ParticipationState",
    "SensitiveAnswers",
    "Source",
    "Spell",
    "Transmission",
    "TransmittedRow",
    "held_until",
]
