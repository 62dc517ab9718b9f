from crm.support.models import (
    ActivityCheck,
    ActivityCreation,
    FollowUp,
    Milestone,
    PlanExtension,
    PlanPause,
    Review,
    Settlement,
    SupportPlan,
    TrainerNote,
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
        erased=texts("trade", "legal_form", "siret") | emptied("commune"),
        kept=keep(KEY, "id", "person", "journey")
        | keep(STATISTIC, "kind", "telework")
        | keep(DAY, "started_on", "ceased_on")
        | keep(AGENT, "verified_by"),
    ),
    Treatment(
        ActivityCheck,
        ("activity__person",),
        kept=keep(KEY, "id", "activity")
        | keep(STATE, "state")
        | keep(STATISTIC, "month", "attempts")
        | keep(DAY, "due_on", "last_attempt_on", "written_at", "answered_on"),
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
        erased=marks("label", "evidence", "reason"),
        kept=keep(KEY, "id", "plan", "paper")
        | keep(STATE, "state", "for_trainers")
        | keep(DAY, "due_on", "done_on"),
    ),
    Treatment(
        Review,
        ("plan__person",),
        erased=marks("summary", "subject"),
        kept=keep(KEY, "id", "plan")
        | keep(STATISTIC, "month")
        | keep(DAY, "due_on", "proposed_at", "held_at"),
    ),
    Treatment(
        TrainerNote,
        ("plan__person",),
        erased=marks("text"),
        kept=keep(KEY, "id", "plan") | keep(AGENT, "author") | keep(DAY, "on", "written_at"),
    ),
]
