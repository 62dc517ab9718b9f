from crm.support.models import (
    ActivityCreation,
    FollowUp,
    Milestone,
    PlanExtension,
    PlanPause,
    Review,
    Settlement,
    SupportPlan,
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

SUPPORT = [
    Treatment(
        ActivityCreation,
        ("person",),
        erased=texts("trade", "legal_form") | emptied("commune"),
        kept=keep(KEY, "id", "person", "journey")
        | keep(STATISTIC, "kind", "telework")
        | keep(DAY, "started_on")
        | keep(AGENT, "verified_by"),
    ),
    Treatment(
        FollowUp,
        ("person",),
        kept=keep(KEY, "id", "person") | keep(STATISTIC, "answer") | keep(DAY, "asked_on"),
    ),
    Treatment(
        Settlement,
        ("household__members__person", "journey__person"),
        erased=marks("proof", "departure_reason"),
        kept=keep(KEY, "id", "household", "journey", "proof_paper")
        | keep(STATE, "state")
        | keep(CATALOGUE, "commune")
        | keep("commune quittée : décide si la famille vient de l’extérieur (I5)", "origin_commune")
        | keep(STATISTIC, "dwelling", "adults", "children", "children_schooled")
        | keep(DAY, "move_in_on", "departed_on"),
    ),
    Treatment(
        SupportPlan,
        ("person",),
        erased=marks("end_reason"),
        kept=keep(KEY, "id", "person", "household")
        | keep(STATE, "state", "basis")
        | keep(STATISTIC, "months")
        | keep(DAY, "starts_on", "ends_on", "ended_on")
        | keep(AGENT, "referent"),
    ),
    Treatment(
        PlanPause,
        ("plan__person",),
        erased=marks("reason"),
        kept=keep(KEY, "id", "plan") | keep(DAY, "starts_on", "ends_on"),
    ),
    Treatment(
        PlanExtension,
        ("plan__person",),
        erased=marks("reason"),
        kept=keep(KEY, "id", "plan")
        | keep(STATISTIC, "months")
        | keep(DAY, "decided_on")
        | keep(AGENT, "decided_by"),
    ),
    Treatment(
        Milestone,
        ("plan__person",),
        erased=marks("label", "evidence"),
        kept=keep(KEY, "id", "plan") | keep(STATE, "state") | keep(DAY, "due_on"),
    ),
    Treatment(
        Review,
        ("plan__person",),
        erased=marks("summary"),
        kept=keep(KEY, "id", "plan") | keep(STATISTIC, "month") | keep(DAY, "due_on", "held_at"),
    ),
]
