from .discovery import (
    REGISTRATION_PATHS,
    DiscoveryDay,
    DiscoveryRegistration,
    DiscoverySeat,
    RegistrationState,
)
from .visits import VISIT_PATHS, CostKind, StopKind, Visit, VisitCost, VisitState, VisitStop

__all__ = [
    "REGISTRATION_PATHS",
    "VISIT_PATHS",
    "CostKind",
    "DiscoveryDay",
    "DiscoveryRegistration",
    "DiscoverySeat",
    "RegistrationState",
    "StopKind",
    "Visit",
    "VisitCost",
    "VisitState",
    "VisitStop",
]
