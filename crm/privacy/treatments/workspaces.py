"""The bookings of the telecentre."""

from crm.workspaces.models import Booking, BookingSlot

from .vocabulary import AGENT, CATALOGUE, DAY, KEY, STATE, STATISTIC, Treatment, keep, marks

WORKSPACES = [
    Treatment(
        Booking,
        ("person",),
        erased=marks("cancel_reason"),
        kept=keep(KEY, "id", "person")
        | keep(CATALOGUE, "space")
        | keep(STATE, "state")
        | keep(STATISTIC, "product", "pattern", "source")
        | keep("montant annoncé : les comptes de la régie en dépendent", "price_cents")
        | keep(DAY, "starts_on", "ends_on", "requested_at", "confirmed_at", "cancelled_on")
        | keep(AGENT, "by"),
    ),
    Treatment(
        BookingSlot,
        ("booking__person",),
        kept=keep(KEY, "id", "booking")
        | keep(CATALOGUE, "space")
        | keep(STATISTIC, "half", "free")
        | keep(DAY, "date"),
    ),
]
