from django.db.models import Model

from crm.visits.models import (
    DiscoveryDay,
    DiscoveryRegistration,
    DiscoverySeat,
    Visit,
    VisitCost,
    VisitStop,
)

from .vocabulary import (
    AGENT,
    CATALOGUE,
    DAY,
    KEY,
    STATE,
    STATISTIC,
    Treatment,
    emptied,
    keep,
    marks,
    texts,
)

VISITS = [
    Treatment(
        Visit,
        ("journey__person",),
        erased=texts("emergency", "directions", "family_words") | marks("purpose", "reason"),
        kept=keep(KEY, "id", "journey", "household", "stay")
        | keep(STATE, "state")
        | keep(DAY, "starts_on", "ends_on", "created_at", "changed_at", "done_at")
        | keep(AGENT, "referent"),
    ),
    Treatment(
        VisitStop,
        ("visit__journey__person",),
        erased=texts("place", "host", "host_phone", "host_email", "for_family", "for_team")
        | texts("outcome")
        | marks("title")
        | emptied("organisation"),
        kept=keep(KEY, "id", "visit")
        | keep(CATALOGUE, "commune")
        | keep(STATISTIC, "kind")
        | keep(DAY, "date", "starts_at", "ends_at"),
    ),
    Treatment(
        VisitCost,
        ("visit__journey__person",),
        erased=texts("label"),
        kept=keep(KEY, "id", "visit") | keep(STATISTIC, "kind", "cents", "paid_by"),
    ),
    Treatment(
        DiscoveryRegistration,
        ("person",),
        erased=texts("first_name", "email", "phone") | marks("last_name"),
        kept=keep(KEY, "id", "form_key", "person", "day")
        | keep(CATALOGUE, "wording")
        | keep(STATISTIC, "origin")
        | keep(STATISTIC, "adults", "children")
        | keep(STATE, "state")
        | keep(DAY, "registered_at", "cancelled_at", "forgotten_at"),
    ),
    Treatment(
        DiscoverySeat,
        ("registration__person",),
        kept=keep(KEY, "id", "registration") | keep(CATALOGUE, "day", "number"),
    ),
]

IMPERSONAL_VISITS: dict[type[Model], str] = {
    DiscoveryDay: "une journée ouverte à plusieurs familles, telle que le site l’annonce",
}
