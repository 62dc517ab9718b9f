from crm.journeys.models import Acquisition, Interaction, Journey, JourneyPause, Task, Touch

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

FOLLOWING = [
    Treatment(
        Interaction,
        ("person",),
        erased=texts("subject", "text"),
        kept=keep(KEY, "id", "person", "journey")
        | keep(STATISTIC, "kind", "direction", "outcome", "duration", "visibility")
        | keep(DAY, "at")
        | keep(AGENT, "author"),
    ),
    Treatment(Task, ("person",), deleted=True),
    Treatment(
        JourneyPause,
        ("journey__person",),
        erased=marks("reason"),
        kept=keep(KEY, "id", "journey") | keep(DAY, "starts_on", "resume_on"),
    ),
    Treatment(
        Acquisition,
        ("journeys__person", "touches__person"),
        erased=texts("declared_text"),
        kept=keep(KEY, "id")
        | keep(STATISTIC, "kind", "page", "code")
        | keep(CATALOGUE, "edition", "coverage", "leaflet_batch", "issue")
        | keep(DAY, "at"),
    ),
    Treatment(
        Touch,
        ("person",),
        kept=keep(KEY, "id", "person", "journey", "acquisition")
        | keep(STATISTIC, "kind")
        | keep(DAY, "at"),
    ),
    Treatment(
        Journey,
        ("person",),
        erased=texts("project", "horizon", "next_action")
        | emptied("next_action_at", "origin_commune"),
        kept=keep(KEY, "id", "person", "household", "source", "follows")
        | keep(STATISTIC, "track", "origin")
        | keep(STATE, "stage", "close_reason")
        | keep(DAY, "stage_entered_at", "opened_at", "closed_at")
        | keep(AGENT, "owner", "co_owners"),
    ),
]
