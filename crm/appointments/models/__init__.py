from .appointments import (
    APPOINTMENT_PATHS,
    CANCELLED,
    AdvisorQuarter,
    Appointment,
    AppointmentMove,
    AppointmentQuerySet,
    AppointmentState,
)
from .invitations import Invitation, InvitationQuerySet
from .openings import Absence, AdvisorSettings, OpeningRange
from .parties import AppointmentParty, AppointmentSeat, BookedThrough, PartyQuerySet
from .reasons import DURATIONS, Audience, Place, Reason, ReasonQuerySet

__all__ = [
    "APPOINTMENT_PATHS",
    "CANCELLED",
    "DURATIONS",
    "Absence",
    "AdvisorQuarter",
    "AdvisorSettings",
    "Appointment",
    "AppointmentMove",
    "AppointmentParty",
    "AppointmentQuerySet",
    "AppointmentSeat",
    "AppointmentState",
    "Audience",
    "BookedThrough",
    "Invitation",
    "InvitationQuerySet",
    "OpeningRange",
    "PartyQuerySet",
    "Place",
    "Reason",
    "ReasonQuerySet",
]
