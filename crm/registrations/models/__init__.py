from .registration import LIVE, PATHS, Participant, Registration, RegistrationState
from .seats import EditionSeat, Roster, Stop, WorkshopSeat

__all__ = [
    "LIVE",
    "PATHS",
    "EditionSeat",
    "Participant",
    "Registration",
    "RegistrationState",
    "Roster",
    "Stop",
    "WorkshopSeat",
]
