from .activity import ActivityCreation, ActivityKind, FollowUp, FollowUpAnswer
from .checks import CHECK_PATHS, ActivityCheck, CheckState
from .milestones import MILESTONE_PATHS, Milestone, MilestoneState
from .plans import (
    LIVE_PLANS,
    PLAN_PATHS,
    RUNNING_PLANS,
    PlanBasis,
    PlanExtension,
    PlanPause,
    PlanState,
    SupportPlan,
)
from .reviews import Review, TrainerNote
from .settlement import SETTLED, SETTLEMENT_PATHS, Dwelling, Settlement, SettlementState

__all__ = [
    "CHECK_PATHS",
    "LIVE_PLANS",
    "MILESTONE_PATHS",
    "PLAN_PATHS",
    "RUNNING_PLANS",
    "SETTLED",
    "SETTLEMENT_PATHS",
    "ActivityCheck",
    "ActivityCreation",
    "ActivityKind",
    "CheckState",
    "Dwelling",
    "FollowUp",
    "FollowUpAnswer",
    "Milestone",
    "MilestoneState",
    "PlanBasis",
    "PlanExtension",
    "PlanPause",
    "PlanState",
    "Review",
    "Settlement",
    "SettlementState",
    "SupportPlan",
    "TrainerNote",
]
