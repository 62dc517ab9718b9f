from django.db.models import Model

from crm.appointments.models import (
    Absence,
    AdvisorQuarter,
    AdvisorSettings,
    Appointment,
    AppointmentMove,
    AppointmentParty,
    AppointmentSeat,
    Invitation,
    OpeningRange,
    Reason,
)

from .vocabulary import (
    AGENT,
    CATALOGUE,
    DAY,
    KEY,
    STATE,
    STATISTIC,
    Treatment,
    keep,
    marks,
    texts,
)

APPOINTMENTS = [
    Treatment(
        Appointment,
        ("parties__person",),
        erased=marks("cancel_reason") | texts("where", "video_link"),
        kept=keep(KEY, "id")
        | keep(CATALOGUE, "reason", "site")
        | keep(STATISTIC, "place", "seats")
        | keep(STATE, "state")
        | keep(DAY, "starts_at", "ends_at", "fixed_at", "changed_at", "closed_at")
        | keep(AGENT, "advisor"),
    ),
    Treatment(
        AppointmentParty,
        ("person",),
        erased={"payload": {}, "forgotten": True} | texts("email_key", "phone_key", "note"),
        kept=keep(KEY, "id", "appointment", "form_key", "person", "journey", "exchange")
        | keep(CATALOGUE, "wording")
        | keep(STATISTIC, "origin")
        | keep(STATISTIC, "adults", "children", "through")
        | keep(STATE, "state")
        | keep(DAY, "booked_at", "reminded_at", "closed_at")
        | keep(AGENT, "booked_by"),
    ),
    Treatment(
        AppointmentSeat, ("party__person",), kept=keep(KEY, "id", "appointment", "number", "party")
    ),
    Treatment(
        Invitation,
        ("person",),
        erased=texts("words"),
        kept=keep(KEY, "id", "person", "journey", "party")
        | keep(CATALOGUE, "reason")
        | keep(STATISTIC, "place")
        | keep(DAY, "until", "sent_at", "reminded_at", "withdrawn_at")
        | keep(AGENT, "advisors", "sent_by"),
    ),
]

IMPERSONAL_APPOINTMENTS: dict[type[Model], str] = {
    Reason: "un motif du catalogue",
    OpeningRange: "les heures d’un agent",
    Absence: "les heures d’un agent, sans motif",
    AdvisorSettings: "un agent et sa salle de visioconférence",
    AdvisorQuarter: "les heures d’un agent, sans qui il reçoit",
    AppointmentMove: "des dates et un agent",
}
