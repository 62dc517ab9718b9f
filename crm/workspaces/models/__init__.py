from .booking import (
    BOOKING_PATHS,
    HOLDING,
    Booking,
    BookingSlot,
    BookingSource,
    BookingState,
)
from .presence import HalfDay, Presence, PresenceSource

__all__ = [
    "BOOKING_PATHS",
    "HOLDING",
    "Booking",
    "BookingSlot",
    "BookingSource",
    "BookingState",
    "HalfDay",
    "Presence",
    "PresenceSource",
]
