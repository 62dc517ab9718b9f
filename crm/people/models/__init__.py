from .contacts import ContactKind, ContactPoint
from .households import Household, HouseholdMember, MemberRole
from .merging import PAIR_PATHS, DuplicatePair, MergeReport, PairState
from .persons import (
    Channel,
    Civility,
    FileNumberCounter,
    Person,
    ProfessionalStatus,
    StatusSpell,
)
from .provenance import Provenance, SourceKind

__all__ = [
    "PAIR_PATHS",
    "Channel",
    "Civility",
    "ContactKind",
    "ContactPoint",
    "DuplicatePair",
    "FileNumberCounter",
    "Household",
    "HouseholdMember",
    "MemberRole",
    "MergeReport",
    "PairState",
    "Person",
    "ProfessionalStatus",
    "Provenance",
    "SourceKind",
    "StatusSpell",
]
