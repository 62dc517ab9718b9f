from .contacts import ContactKind, ContactPoint
from .households import Household, HouseholdMember, MemberRole
from .persons import (
    Channel,
    Civility,
    FileNumberCounter,
    Person,
    ProfessionalStatus,
    StatusSpell,
)

__all__ = [
    "Channel",
    "Civility",
    "ContactKind",
    "ContactPoint",
    "FileNumberCounter",
    "Household",
    "HouseholdMember",
    "MemberRole",
    "Person",
    "ProfessionalStatus",
    "StatusSpell",
]
