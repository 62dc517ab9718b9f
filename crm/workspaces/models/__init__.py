from .booking import (
    BOOKING_PATHS,
    HOLDING,
    Booking,
    BookingSlot,
    BookingSource,
    BookingState,
)
from .office_request import (
    MOST_DESKS,
    OFFER_PATHS,
    OFFICE_PATHS,
    OfferState,
    OfficeOffer,
    OfficeRequest,
    OfficeState,
)
from .presence import HalfDay, Presence, PresenceSource
from .statement import MonthStatement, StatementCounter

__all__ = [
    "BOOKING_PATHS",
    "HOLDING",
    "MOST_DESKS",
    "OFFER_PATHS",
    "OFFICE_PATHS",
    "Booking",
    "BookingSlot",
    "BookingSource",
    "BookingState",
    "HalfDay",
    "MonthStatement",
    "OfferState",
    "OfficeOffer",
    "OfficeRequest",
    "OfficeState",
    "Presence",
    "PresenceSource",
    "StatementCounter",
]
