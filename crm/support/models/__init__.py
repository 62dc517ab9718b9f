from .activity import ActivityCreation, ActivityKind, FollowUp, FollowUpAnswer
from .plans import (
    LIVE_PLANS,
    PLAN_PATHS,
    Milestone,
    PlanBasis,
    PlanExtension,
    PlanPause,
    PlanState,
    Review,
    SupportPlan,
)
from .settlement import SETTLED, SETTLEMENT_PATHS, Dwelling, Settlement, SettlementState

__all__ = [
    "LIVE_PLANS",
    "PLAN_PATHS",
    "SETTLED",
    "SETTLEMENT_PATHS",
    "ActivityCreation",
    "ActivityKind",
    "Dwelling",
    "FollowUp",
    "FollowUpAnswer",
    "Milestone",
    "PlanBasis",
    "PlanExtension",
    "PlanPause",
    "PlanState",
    "Review",
    "Settlement",
    "SettlementState",
    "SupportPlan",
]
