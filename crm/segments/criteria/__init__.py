"""Every criterion by its code. One that is not here does not exist, whatever a row or an address says."""

from types import MappingProxyType

from . import coming, following, identity
from .criterion import Criterion, CriterionForm

CRITERIA = MappingProxyType(
    {one.code: one for one in (*following.CRITERIA, *identity.CRITERIA, *coming.CRITERIA)}
)

__all__ = ["CRITERIA", "Criterion", "CriterionForm"]
